// Picture files that are pasted while the tab is open, or dropped anywhere on it.

/** @param {import("./state.js").App} app whose table takes them */
export function takeFiles({ root, state, take }) {
  const carries = (event) => state.facts && [...(event.dataTransfer?.types || [])].includes("Files");
  const over = (is) => root.querySelector(".jj-drop")?.classList.toggle("over", is);

  document.addEventListener("paste", (event) => {
    if (!root.clientWidth || !state.facts) return;
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  root.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(true);
  });
  root.addEventListener("dragleave", (event) => {
    if (!root.contains(event.relatedTarget)) over(false);
  });
  root.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    over(false);
    take(event.dataTransfer.files);
  });
}
