// What a visitor chooses: settings, points, how many there are side by side, what is shown.
import { carried } from "./link.js";
import { otherOfTwo, recipeFor, viewOf } from "./state.js";

/**
 * @param {import("./bench.js").App} app
 * @param {ReturnType<import("./course.js").courseOf>} course
 * @param {ReturnType<import("./opening.js").openingOf>} opening
 */
export function choicesOf(app, course, opening) {
  const { state, start } = app;
  let resume = state.playing; // when it is turned to from the plane

  function look() {
    for (const fight of app.fights) fight.look(viewOf(state));
    app.repaint();
    app.tell("state");
  }
  /** Whether as many are trained as a mode shows: then what was trained is kept. */
  const trained = (mode) => !opening.busy && app.fights.length >= (mode === "pair" ? 2 : 1);

  return {
    look,
    set(name, value) {
      state.recipe[name] = value;
      state.replay = [];
      if (start.fields[name].live && !state.refused && !opening.busy) course.set(name, value);
      else opening.restart();
      app.tell("state");
    },
    data(data, points = null, word = "", scale = null) {
      const recipe = recipeFor(start, state, data);
      Object.assign(state, { recipe, data, points: points && carried(points), word, scale, story: null });
      opening.restart();
      app.build();
    },
    turn(mode) {
      const before = state.mode;
      if (mode === before) return;
      if (mode === "plane") {
        resume = state.playing;
        course.pause();
      } else if (before === "plane") state.playing = resume;
      state.mode = mode;
      if (mode === "pair") state.other ??= otherOfTwo(state.recipe);
      app.build();
      if (mode === "plane") return;
      if (!trained(mode)) {
        opening.open();
        return;
      }
      if (mode === "one" && app.fights.length > 1) course.abandon(app.main.frame?.step);
      opening.fightsFor(mode === "pair" ? 2 : 1);
      if (state.playing) course.play();
      else if (before !== "plane") course.pause();
    },
    differ(other) {
      state.other = other;
      opening.restart();
      app.tell("state");
    },
    layer(name) {
      if (!state.layers.delete(name)) state.layers.add(name);
      look();
    },
    arrows(whose) {
      state.arrows = whose;
      look();
    },
    average(on) {
      if (state.averaged === on) return;
      state.averaged = on;
      look();
    },
    pace(speed) {
      state.speed = speed;
      if (state.playing && !state.replay.length) course.play();
      app.tell("state");
    },
  };
}
