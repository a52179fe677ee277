import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Engine } from "../../../../ganplay/ui/kit/engine/engine.js";

/** A Worker that does what a test says. */
class Fake {
  static last = null;
  sent = [];
  ended = false;

  constructor(address, options) {
    this.address = address;
    this.options = options;
    Fake.last = this;
  }

  postMessage(message, transfer) {
    this.sent.push(message);
    this.handed = transfer;
  }

  terminate() {
    this.ended = true;
  }

  say(data) {
    this.onmessage({ data });
  }
}

afterEach(() => {
  delete globalThis.Worker;
});

function made() {
  globalThis.Worker = Fake;
  const engine = new Engine();
  return { engine, worker: Fake.last };
}

const codeOf = (promise) =>
  promise.then(
    () => "",
    ({ code }) => code,
  );

test("the Worker is a module that lies beside the engine, under whatever address", () => {
  const { worker } = made();
  const beside = new URL("../../../../ganplay/ui/kit/engine/worker.js", import.meta.url).href;
  assert.equal(worker.address.href, beside);
  assert.deepEqual(worker.options, { type: "module" });
});

test("each question gets its own answer, or its refusal", async () => {
  const { engine, worker } = made();
  const [a, b] = [engine.step("d", 3), engine.set({ lr_g: 9 })];
  assert.deepEqual(worker.sent[0], { id: 1, what: "step", question: { network: "d", times: 3 } });
  worker.say({ id: 2, refusal: { code: "setting_number", details: { setting: "lr_g" } } });
  worker.say({ id: 1, answer: { step: 3 } });
  assert.deepEqual(await a, { step: 3 });
  await assert.rejects(b, ({ code, details }) => code === "setting_number" && details.setting === "lr_g");
});

test("a frame is acknowledged when the page has drawn it", async () => {
  const { engine, worker } = made();
  let drawn = null;
  engine.onframe = () =>
    new Promise((resolve) => {
      drawn = resolve;
    });
  worker.say({ frame: { step: 1 } });
  await Promise.resolve();
  assert.deepEqual(worker.sent, []);
  drawn();
  await new Promise(setImmediate);
  assert.deepEqual(worker.sent, [{ what: "seen" }]);
});

test("without Workers everything is refused by one code", async () => {
  const engine = new Engine();
  assert.equal(await codeOf(engine.open({})), "lab_no_worker");
  globalThis.Worker = class {
    constructor() {
      throw new Error("no modules");
    }
  };
  assert.equal(await codeOf(new Engine().play()), "lab_no_worker");
});

test("a Worker whose module cannot be loaded is none", async () => {
  const { engine, worker } = made();
  const asked = codeOf(engine.open({}));
  worker.onerror({});
  assert.equal(await asked, "lab_no_worker");
  assert.equal(await codeOf(engine.play()), "lab_no_worker");
});

test("a Worker that breaks down later says so", async () => {
  const { engine, worker } = made();
  const opened = engine.open({});
  worker.say({ id: 1, answer: { kernels: "plain" } });
  await opened;
  const asked = engine.play();
  worker.onerror({ message: "out of memory" });
  await assert.rejects(asked, ({ code, details }) => code === "lab_failed" && details.sentence === "out of memory");
});

test("after it broke down a new Worker is begun where a training is asked for, and the old one is ended", async () => {
  const { engine, worker } = made();
  const first = engine.open({});
  worker.say({ id: 1, answer: { kernels: "plain" } });
  await first;
  worker.onerror({ message: "out of memory" });
  assert.ok(worker.ended);
  assert.equal(await codeOf(engine.play()), "lab_failed");
  const again = engine.open({});
  const next = Fake.last;
  assert.notEqual(next, worker);
  worker.say({ id: next.sent[0].id, answer: "of the old one" });
  next.say({ id: next.sent[0].id, answer: { kernels: "wasm" } });
  assert.deepEqual(await again, { kernels: "wasm" });
});

test("an answer that nobody waits for is passed over", () => {
  const { worker } = made();
  worker.say({ id: 99, answer: {} });
  worker.say({ id: 99, refusal: { code: "lab_failed" } });
});

test("frames of before are taken and not shown while a training opens", async () => {
  const { engine, worker } = made();
  const shown = [];
  engine.onframe = ({ step }) => shown.push(step);
  const opening = engine.open({});
  worker.say({ frame: { step: 7 } });
  await new Promise(setImmediate);
  assert.deepEqual([shown, worker.sent.at(-1)], [[], { what: "seen" }]);
  worker.say({ id: 1, answer: {} });
  await opening;
  worker.say({ frame: { step: 0 } });
  assert.deepEqual(shown, [0]);
});

test("pixels that are to be read are handed over", () => {
  const { engine, worker } = made();
  const data = new Uint8ClampedArray(4);
  engine.read({ pixels: { data, width: 1, height: 1 } });
  assert.deepEqual(worker.handed, [data.buffer]);
});

test("closing ends the Worker and refuses what is not answered", async () => {
  const { engine, worker } = made();
  const asked = codeOf(engine.step());
  engine.close();
  assert.ok(worker.ended);
  assert.equal(await asked, "lab_closed");
  assert.equal(await codeOf(engine.open({})), "lab_closed");
});
