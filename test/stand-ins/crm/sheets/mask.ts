/** A fields mask as a tree: `a,b(c,d.e)`; undefined stands for all below. */
type Mask = { [field: string]: Mask | undefined };

/** Parses what Google's `fields` parameter may hold; undefined if it is none. */
function parsed(text: string): Mask | undefined {
  let at = 0;
  function list(): Mask {
    const mask: Mask = {};
    for (;;) {
      const start = at;
      while (at < text.length && !'(),'.includes(text[at] ?? '')) at++;
      const path = text.slice(start, at).split(/[./]/);
      let below: Mask | undefined;
      if (text[at] === '(') {
        at++;
        below = list();
        if (text[at++] !== ')') throw new SyntaxError('( without )');
      }
      path.reduce<Mask>((mask, field, depth) => {
        if (!/^\w+$/.test(field)) throw new SyntaxError(field);
        if (depth === path.length - 1) mask[field] = below;
        else mask[field] ??= {};
        return mask[field] ?? {};
      }, mask);
      if (text[at] !== ',') return mask;
      at++;
    }
  }
  try {
    const mask = list();
    return at === text.length ? mask : undefined;
  } catch {
    return undefined;
  }
}

function pick(value: unknown, mask: Mask | undefined): unknown {
  if (mask === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => pick(one, mask));
  const picked = Object.entries(value)
    .filter(([field]) => Object.hasOwn(mask, field))
    .map(([field, one]) => [field, pick(one, mask[field])]);
  return Object.fromEntries(picked);
}

/** What of `value` the mask asks for; undefined if it is no mask. */
export function masked(value: unknown, fields: string): unknown {
  const mask = parsed(fields);
  return mask && pick(value, mask);
}
