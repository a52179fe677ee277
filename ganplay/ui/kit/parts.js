// Parts of the page meet here, whichever tab they stand in and whenever it opens: a part says provide("live", {...}),
// others wait for it with when("live").

/** @type {Record<string, any>} the parts that are there by now */
export const parts = {};

/** @type {Record<string, ((part: any) => void)[]>} */
const waiting = {};

/** @param {string} name @param {object} part what others may call */
export function provide(name, part) {
  parts[name] = part;
  for (const resolve of (waiting[name] || []).splice(0)) resolve(part);
}

/** @param {string} name @returns {Promise<any>} the part, once it is there */
export function when(name) {
  if (parts[name]) return Promise.resolve(parts[name]);
  return new Promise((resolve) => {
    waiting[name] = [...(waiting[name] || []), resolve];
  });
}
