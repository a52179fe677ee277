// The way that a training went, kept and told in a link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FARTHEST, Journal, readPlan, writtenPlan } from "../../../ganplay/ui/lab/journal.js";

const valueFrom = (name, value) => (name === "lr_g" ? Number(value) : undefined);

test("steps of one network and changed settings are kept at their steps", () => {
  const journal = new Journal({ lr_g: 0.1, loss: "hinge" }, ["lr_g"]);
  journal.did(0, "both", 40);
  journal.did(40, "d", 2);
  journal.did(42, "d", 1);
  journal.changed(43, "lr_g", 0.5);
  journal.changed(43, "lr_g", 0.02);
  journal.did(43, "both", 7);
  const text = writtenPlan(journal.plan(50));
  assert.equal(text, "b40-d3-lr_g_0.02-b7");
  assert.deepEqual(readPlan(text, valueFrom), journal.plan(50));
  assert.deepEqual(journal.begin, { lr_g: 0.1 });
  assert.equal(writtenPlan(journal.plan(41)), "b40-d1");
  assert.equal(writtenPlan(journal.plan(30)), "");
  assert.equal(journal.carried, true);
});

test("who trains on from an earlier step leaves what came after it", () => {
  const journal = new Journal();
  journal.did(10, "g", 5);
  journal.changed(20, "lr_g", 0.3);
  journal.did(12, "both", 4);
  assert.equal(writtenPlan(journal.plan(16)), "b10-g2-b4");
  assert.equal(journal.entries.length, 1);
});

test("a way that is none is passed over, and one without end is bounded", () => {
  assert.deepEqual(readPlan("x9-b-d0-loss_hinge-g2", valueFrom), [{ move: "g", times: 2 }]);
  const plan = readPlan("b999999999-d5", valueFrom);
  assert.deepEqual(plan, [{ move: "both", times: FARTHEST }]);
  assert.ok(readPlan(new Array(9999).fill("d1").join("-"), valueFrom).length < 200);
  const journal = new Journal();
  for (let i = 0; i < 100; i++) journal.changed(i, "lr_g", i);
  assert.equal(journal.carried, false);
});
