// What runs a laboratory for a page: slices of steps between messages, frames no faster than the page takes them, and
// measures in a share of the time. It is handed clock and post, and never waits: `turn` says when to come again.
import { Laboratory } from "./laboratory.js";
import { Pace } from "./pace.js";
import { read } from "./reading.js";
import { Refusal } from "./settings.js";
import { VIEW } from "./shown.js";

const SLICE = 0.012; // seconds of steps between two looks at the messages
const [FAST, FULL] = [1 / 60, 1 / 30]; // seconds between frames, and those where it trains flat out
const COST = 4; // times what a frame took, which has to pass before the next
const SHARE = 0.1; // of the time, for measures; as much again for the best D
const RESTING = 0.2; // seconds between two measures, however quick they are
const WINDOW = 0.5; // seconds that the shown rate is a mean of

/** @typedef {{id: number, what: string, question?: any}} Message */

/** One laboratory and its page. */
export class Host {
  /** @param {{post: (message: object, transfer?: ArrayBuffer[]) => void, now: () => number}} outside now: in seconds */
  constructor({ post, now }) {
    this.post = post;
    this.now = now;
    this.pace = new Pace();
    /** @type {Laboratory | null} */
    this.laboratory = null;
    this.view = { ...VIEW };
    this.seen = true; // whether the page took the last frame
    this.stale = false; // whether there is something new to see
    this.framed = Number.NEGATIVE_INFINITY;
    this.cost = 0;
    /** @type {number[]} ids of the questions for steps that are not answered yet, as `pace.asked` has them */
    this.asked = [];
    /** @type {Promise<void> | null} a training that is being opened, which whatever comes after waits for */
    this.opening = null;
    this.journey = null;
    this.chores = { measure: newChore(), best: newChore() };
    this.#restart();
  }

  /** Answer a message; whatever goes wrong is answered too. @param {Message} message */
  async receive({ id, what, question }) {
    if (what === "seen") {
      this.seen = true;
      return;
    }
    while (this.opening) await this.opening;
    try {
      if (!ALWAYS.has(what) && !this.laboratory) throw new Refusal("lab_not_open");
      if (!ASIDE.has(what)) this.#interrupt(what);
      const answer = await ANSWERS[what](this, question ?? {}, id);
      if (answer !== LATER) this.post({ id, answer: answer ?? this.#where() });
    } catch (error) {
      this.post({ id, refusal: told(error) });
    }
    if (this.laboratory) this.#count();
  }

  /**
   * One slice of work.
   * @returns {number} seconds until there is more to do: 0 at once, Infinity when a message comes
   */
  turn() {
    const { laboratory, pace } = this;
    if (!laboratory || this.opening) return Number.POSITIVE_INFINITY;
    this.#count();
    if (this.journey) this.#travel();
    else if (this.chores.measure.doing) this.#work("measure");
    else {
      this.#train();
      this.#chore("measure", this.view.measures, () => laboratory.measure(this.view.averaged));
      this.#chore("best", this.view.best, () => laboratory.findBest(this.view));
    }
    this.#frame();
    if (this.journey || this.#busy) return 0;
    return Math.min(pace.wait(this.now()), this.#untilFrame(), this.#untilChore());
  }

  /**
   * A training of its own begins; one that cannot be leaves the present one as it is, paused.
   * @param {object} question
   */
  async open(question) {
    this.pace.pause();
    this.stale = true;
    const opened = Laboratory.open(question);
    this.opening = opened.then(
      () => {},
      () => {},
    );
    try {
      this.laboratory = await opened;
      this.#restart();
    } finally {
      this.opening = null;
    }
    return { recipe: this.laboratory.recipe, kernels: this.laboratory.kernels };
  }

  /** Steps that are answered when they are done, and those that were asked for before. */
  step({ network, times }, id) {
    if (!this.pace.ask(network, times)) return undefined;
    this.asked.push(id);
    return LATER;
  }

  /** A journey to another step, in slices; it is answered on arrival. */
  travel(step, id) {
    this.pace.pause();
    this.journey = { way: this.laboratory.travel(step), id };
    return LATER;
  }

  /** Something is not as the last frame showed it: what was measured, or begun to be, is of the past. */
  changed() {
    this.stale = true;
    for (const chore of Object.values(this.chores)) Object.assign(chore, { doing: null, known: "" });
  }

  #restart() {
    this.stale = true;
    this.journey = null;
    this.ticks = { at: this.now(), training: false };
    this.speed = { since: this.now(), steps: 0, rate: 0 };
    this.chores = { measure: newChore(), best: newChore() };
  }

  /** What is under way ends, so that something else can begin. */
  #interrupt(what) {
    if (this.asked.length && STOPPING.has(what)) {
      this.pace.pause();
      this.#answerAsked();
    }
    if (!this.journey) return;
    if (what === "seek" || what === "open") this.#arrived();
    else while (this.journey) this.#travel(Number.POSITIVE_INFINITY);
  }

  #where() {
    const { laboratory } = this;
    if (!laboratory) return null;
    const { step, steps, diverged, finished } = laboratory;
    return { step, steps, live: laboratory.players.live, diverged, finished };
  }

  /** Answer the questions for steps that are done, or that nothing comes of any more. */
  #answerAsked() {
    const done = this.asked.length - this.pace.asked.length;
    for (const id of this.asked.splice(0, done)) this.post({ id, answer: this.#where() });
  }

  /** The time of training and the rate, which the last turn's state says how to count. */
  #count() {
    const now = this.now();
    if (this.ticks.training) this.#spend(now - this.ticks.at);
    this.ticks = { at: now, training: this.pace.mode !== "paused" };
    const passed = now - this.speed.since;
    if (passed >= WINDOW) this.speed = { since: now, steps: 0, rate: this.speed.steps / passed };
    if (this.pace.mode === "paused") this.speed.rate = 0;
  }

  /** Time that was trained; where it ends a budget of seconds it is paused, and may go on from there. */
  #spend(seconds) {
    const { laboratory } = this;
    const before = laboratory.finished;
    laboratory.spend(seconds);
    if (laboratory.finished && !before) this.#stop();
  }

  /** Nothing is to be done any more, and that is to be seen. */
  #stop() {
    this.pace.pause();
    this.stale = true;
    this.#answerAsked();
  }

  #train() {
    const { laboratory, pace } = this;
    const begun = this.now();
    const due = pace.due(begun);
    if (!due) return;
    const before = laboratory.finished;
    let done = 0;
    let stops = false;
    do {
      if (due.unit === "phase") laboratory.advance();
      else this.speed.steps += laboratory.train(due.unit);
      done += 1;
      stops = laboratory.diverged || (laboratory.finished && !before);
    } while (done < due.count && !stops && this.now() - begun < SLICE);
    this.stale = true;
    pace.did(done, this.now());
    if (stops) pace.pause();
    this.#answerAsked();
  }

  #travel(slice = SLICE) {
    const until = this.now() + slice;
    let going = true;
    while (going && this.now() < until) going = !this.journey.way.next().done;
    if (!going) this.#arrived();
  }

  #arrived() {
    const { id } = this.journey;
    this.journey = null;
    this.changed();
    this.post({ id, answer: this.#where() });
  }

  /** Whether a chore is under way that is finished before anything else goes on, or that nothing keeps waiting. */
  get #busy() {
    const { measure, best } = this.chores;
    return Boolean(measure.doing || (best.doing && this.pace.mode === "paused"));
  }

  /** What a chore's answer depends on beside the training. */
  #key() {
    const { averaged, extent, heat } = this.view;
    return `${averaged} ${extent} ${heat} ${this.laboratory.step}`;
  }

  /** Begin a chore where it is wanted, due and not yet done for this state, or go on with it. */
  #chore(name, wanted, begin) {
    const chore = this.chores[name];
    if (!wanted || this.laboratory.diverged) chore.doing = null;
    else if (chore.doing) this.#work(name);
    else if (this.#chorePending(chore) && this.now() >= chore.due) {
      chore.known = this.#key();
      chore.doing = begin();
      chore.took = 0;
      this.#work(name);
    }
  }

  #chorePending(chore) {
    return chore.known !== this.#key() && !this.laboratory.phase;
  }

  #work(name) {
    const chore = this.chores[name];
    const begun = this.now();
    const { done } = chore.doing.next();
    const ended = this.now();
    chore.took += ended - begun;
    if (!done) return;
    chore.doing = null;
    chore.due = this.pace.mode === "paused" ? ended : ended + Math.max(RESTING, chore.took * (1 / SHARE - 1));
    this.stale = true;
  }

  #untilChore() {
    if (this.laboratory.diverged) return Number.POSITIVE_INFINITY;
    const wanted = { measure: this.view.measures, best: this.view.best };
    const open = Object.entries(this.chores).filter(([name, chore]) => wanted[name] && this.#chorePending(chore));
    return Math.min(...open.map(([, { due }]) => Math.max(0, due - this.now())), Number.POSITIVE_INFINITY);
  }

  /** Seconds until a frame may be sent; Infinity where there is nothing new, or the page has not taken the last. */
  #untilFrame() {
    if (!this.stale || !this.seen) return Number.POSITIVE_INFINITY;
    const apart = Math.max(this.pace.rate === Number.POSITIVE_INFINITY ? FULL : FAST, COST * this.cost);
    return Math.max(0, this.framed + apart - this.now());
  }

  #frame() {
    if (this.journey || this.#untilFrame() > 0) return;
    const begun = this.now();
    const frame = this.laboratory.frame(this.view);
    Object.assign(frame, { rate: this.speed.rate, playing: this.pace.playing || this.pace.mode === "asked" });
    this.post({ frame }, buffersOf(frame));
    this.seen = false;
    this.stale = false;
    this.framed = begun;
    this.cost = this.now() - begun;
  }
}

const LATER = Symbol("answered later");
const ALWAYS = new Set(["open", "read"]); // what needs no training
const ASIDE = new Set(["look", "value", "judge", "generate", "batch", "read"]); // beside whatever is under way
const STOPPING = new Set(["open", "play", "pause", "back", "seek", "save"]);

/** What each message does; what it returns is the answer, or LATER. */
const ANSWERS = {
  open: (host, question) => host.open(question),
  play: (host, how) => {
    if (!host.laboratory.diverged) host.pace.play(how, host.now());
    host.stale = true;
  },
  pause: (host) => {
    host.pace.pause();
    host.stale = true;
  },
  step: (host, question, id) => host.step(question, id),
  set: (host, live) => {
    host.laboratory.set(live);
    host.changed();
  },
  back: (host, { steps }, id) => host.travel(host.laboratory.backTo(steps), id),
  seek: (host, { step }, id) => host.travel(step, id),
  look: (host, view) => {
    Object.assign(host.view, view);
    host.stale = true;
  },
  save: (host) => host.laboratory.save(),
  value: (host, place) => host.laboratory.value(place),
  judge: (host, asked) => host.laboratory.judge(asked),
  generate: (host, asked) => host.laboratory.generate(asked),
  read: (_, question) => read(question),
  batch: (host) => ({ batch: host.laboratory.batch() }),
};

function newChore() {
  return { doing: null, known: "", due: 0, took: 0 };
}

function told(error) {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  return { code: "lab_failed", details: { sentence: String(error?.message ?? error) } };
}

/** The buffers of all arrays in a frame, however deep, none of which anything else holds. */
function buffersOf(part) {
  if (ArrayBuffer.isView(part)) return [part.buffer];
  return part && typeof part === "object" && !Array.isArray(part) ? Object.values(part).flatMap(buffersOf) : [];
}
