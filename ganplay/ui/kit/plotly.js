// Plotly, fetched from this page's own server when the first chart is drawn, and the look that charts share.
import { make } from "./dom.js";
import { colour } from "./theme.js";

/** @type {Promise<any> | null} */
let loading = null;

/** @returns {Promise<any>} Plotly itself; a failed attempt is made again at the next call */
export function plotly() {
  loading ||= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const script = make("script", { src: new URL("../plotly.min.js", import.meta.url).href });
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = null;
      reject(new Error("plotly"));
    };
    return document.head.append(script);
  });
  return loading;
}

/** @param {object} extra @returns {object} an axis of a Plotly layout */
export function axis(extra) {
  const rule = colour("rule");
  const lines = { gridcolor: rule, zerolinecolor: rule, linecolor: rule, color: colour("muted") };
  return { ...lines, tickfont: { size: 12 }, ticks: "", automargin: false, nticks: 5, ...extra };
}
