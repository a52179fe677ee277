// The newest wish wins.

/**
 * At most one question in flight; while it is, only the newest wish is kept, and it is always asked in the end.
 * @param {(question: any) => Promise<any>} ask
 * @param {(answer: any, question: any, last: boolean) => any} answered `last`: no newer wish waits
 * @param {(question: any) => void} failed is told of the last question alone, where asking or showing threw
 * @returns {(question: any) => Promise<void>}
 */
export function newest(ask, answered, failed) {
  let busy = false;
  let wanted = null;
  return async function go(question) {
    wanted = question;
    if (busy) return;
    busy = true;
    while (wanted) {
      const now = wanted;
      wanted = null;
      try {
        const answer = await ask(now);
        await answered(answer, now, !wanted);
      } catch {
        if (!wanted) failed(now);
      }
    }
    busy = false;
  };
}
