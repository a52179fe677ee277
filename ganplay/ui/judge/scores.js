// The scores of the pictures on the table as a table to take away.

/**
 * @param {import("./state.js").Card[]} cards
 * @param {string} run
 * @param {(card: import("./state.js").Card) => string} nameOf
 * @returns {Record<string, any>[]} one a picture that was scored
 */
export function scoreRows(cards, run, nameOf) {
  const scored = cards.filter((card) => card.row);
  return scored.map((card) => ({
    name: nameOf(card),
    kind: card.kind,
    run,
    step: card.row.step,
    logit: card.row.logit,
    threshold: card.row.threshold,
    called_real: card.row.logit > card.row.threshold,
    percentile_real: card.row.real,
    percentile_generated: card.row.generated,
    probability: card.row.probability,
    distance: card.row.far,
    unfamiliar: card.row.unfamiliar,
  }));
}

// A name that begins like a formula must stay a name in a spreadsheet.
function cell(value) {
  const words = value === null ? "" : String(value);
  const formula = /^[=+@\-\t\r]/.test(words) && !Number.isFinite(value);
  return `"${formula ? "'" : ""}${words.replace(/"/g, '""')}"`;
}

/**
 * Begins with the mark by which a spreadsheet knows that it is UTF-8.
 * @param {Record<string, any>[]} rows one at least, all with the same names
 * @returns {string}
 */
export function csv(rows) {
  const head = Object.keys(rows[0]).join(",");
  const lines = rows.map((row) => Object.values(row).map(cell).join(","));
  return `\ufeff${[head, ...lines].join("\r\n")}\r\n`;
}
