// The scores to take away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, scoreRows } from "../../../ganplay/ui/judge/scores.js";

const row = {
  step: 12,
  threshold: 0.5,
  logit: 0.25,
  real: 40,
  generated: 90,
  probability: null,
  far: 1.5,
  unfamiliar: true,
};

test("every scored picture has a row with what D said of it", () => {
  const cards = [
    { kind: "file", row },
    { kind: "real", row: null },
    { kind: "odd", row: { ...row, logit: 0.75 } },
    { kind: "pad", row: { ...row, logit: 0.5 } },
  ];
  const rows = scoreRows(cards, "a run", (card) => `the ${card.kind}`);
  assert.deepEqual(rows[0], {
    name: "the file",
    kind: "file",
    run: "a run",
    step: 12,
    logit: 0.25,
    threshold: 0.5,
    called_real: false,
    percentile_real: 40,
    percentile_generated: 90,
    probability: null,
    distance: 1.5,
    unfamiliar: true,
  });
  assert.deepEqual(
    rows.map(({ kind, called_real: real }) => [kind, real]),
    [
      ["file", false],
      ["odd", true],
      ["pad", false],
    ],
  );
});

test("a spreadsheet reads names as they are, whatever they begin with", () => {
  const rows = [
    { name: '=1+1 "x"', value: -2.5 },
    { name: "a,b\r\nc", value: null },
    { name: "-x", value: true },
  ];
  const lines = ["name,value", '"\'=1+1 ""x""","-2.5"', '"a,b\r\nc",""', '"\'-x","true"', ""];
  assert.equal(csv(rows), `\ufeff${lines.join("\r\n")}`);
});
