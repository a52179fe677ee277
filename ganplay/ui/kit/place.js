// Where the page lives: what a Space has that a machine of one's own has not.
(() => {
  const place = window.ganplayPlace;

  window.ganplay.when("header").then((header) => {
    if (!place.space) return;
    const link = header.querySelector("#gp-duplicate");
    link.href = `https://huggingface.co/spaces/${place.space}?duplicate=true`;
    link.hidden = false;
  });

  // Where a GPU is lent call by call a run goes on by an event of the page, whose request says whose quota pays.
  window.ganplay.lent = place.lent && {
    seconds: place.lent,
    resume(run, { more = 0 } = {}) {
      this.wish = [window.ganplay.owner(), window.ganplay.language, run, more];
      document.getElementById("gp-lent").click();
      return true;
    },
    begin(what, question) { // a branch or a twin: the answer of the server function of that name
      this.asked = JSON.stringify({ what, ...question });
      document.getElementById("gp-lent-begin").click();
      return new Promise((resolve) => { this.begun = resolve; });
    },
  };
})();
