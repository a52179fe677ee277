// Runs of one name, told apart. Nothing here draws.

const NOTED = 24; // characters of a note

/** @typedef {{run: string, note?: string, created?: number}} Row a run of a list; created: seconds since 1970 */

/**
 * @template {Row} Any
 * @param {Any[]} rows that stand in one list
 * @param {(row: Any) => string} nameOf
 * @param {(seconds: number) => string} dateOf
 * @returns {Map<string, string>} what is said beside its name of each run that does not have it alone: how its note
 *   begins, or else when it was begun, or else its id
 */
export function apart(rows, nameOf, dateOf) {
  const alike = grouped(rows, nameOf);
  const said = new Map();
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const words = [group.map(noteOf), group.map((row) => (row.created ? dateOf(row.created) : ""))];
    group.forEach((row, index) => {
      const found = words.find((all) => all[index] && all.indexOf(all[index]) === all.lastIndexOf(all[index]));
      said.set(row.run, found ? found[index] : row.run.slice(-4));
    });
  }
  return said;
}

function noteOf({ note = "" }) {
  const [first] = note.trim().split("\n");
  return first.length > NOTED ? `${first.slice(0, NOTED).trimEnd()}…` : first;
}

function grouped(rows, nameOf) {
  const groups = new Map();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) || []), row]);
  return groups;
}
