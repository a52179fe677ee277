// On a narrow screen what there is to choose stands below the picture and above the charts: in the page's order, too,
// so that keys and screen readers meet it where it is seen.
/** Whether the screen is narrow. @type {MediaQueryList} */
export const narrow = matchMedia("(max-width: 900px)");

/** Put the form where it belongs, now and whenever the window turns narrow or wide. */
export function layForm() {
  const form = document.getElementById("gp-form");
  const side = document.getElementById("gp-side");
  const time = document.querySelector(".gp-live .gp-time");
  if (!form || !side || !time) return;
  const lay = () => (narrow.matches ? time.after(form) : side.prepend(form));
  narrow.addEventListener("change", lay);
  lay();
}
