/** The same function, which works each text out once. */
export function remembered<Result>(find: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    if (!known.has(text)) known.set(text, find(text));
    return known.get(text) as Result;
  };
}
