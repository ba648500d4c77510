/** Parts of so many, the last one with the rest. */
export function* parts<Some>(all: Iterable<Some>, size: number): Generator<Some[]> {
  let part: Some[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
