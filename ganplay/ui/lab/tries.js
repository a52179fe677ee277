// Presets at work: a preset sets everything, asks, plays, and is told by the frames.
import { seenIn } from "./frames.js";
import { begun, follow, PRESETS } from "./presets.js";
import { SPEEDS } from "./state.js";

const LEAST_SPEED = SPEEDS.indexOf(300); // at which an answer is played

/** A frame came. @param {import("./bench.js").App} app */
export function followStory(app) {
  const { story, refused } = app.state;
  const { frame, recipe } = app.main;
  if (!story || !frame || !recipe || refused) return;
  if (follow(story, seenIn(frame, recipe.loss))) {
    app.pause();
    app.tell("story");
  }
}

/**
 * @param {import("./bench.js").App} app
 * @param {ReturnType<import("./course.js").courseOf>} course
 * @param {ReturnType<import("./opening.js").openingOf>} opening
 */
export function triesOf(app, course, opening) {
  const { state, start } = app;
  function set(preset, more = {}) {
    const { seed } = state.recipe;
    const data = preset.settings.dataset;
    const layers = new Set(preset.layers);
    Object.assign(state, { data, points: null, scale: null, word: "", mode: "one", layers, averaged: true });
    state.recipe = { ...start.recipe, seed, ...preset.settings, ...more };
  }
  return {
    begin(name) {
      const preset = PRESETS.find((one) => one.name === name);
      course.pause();
      set(preset);
      state.story = begun(preset);
      app.build();
      opening.restart();
    },
    answer(answer) {
      state.story.answer = answer;
      state.speed = Math.max(state.speed, LEAST_SPEED);
      app.tell("story");
      course.play();
    },
    mend(remedy) {
      const { preset, answer } = state.story;
      state.playing = true;
      set(preset, preset.remedies[remedy]);
      state.story = { ...begun(preset), answer, remedy };
      app.build();
      opening.restart();
    },
    leave() {
      state.story = null;
      app.tell("story");
    },
  };
}
