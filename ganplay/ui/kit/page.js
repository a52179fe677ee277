// What every part of the page shares: the words, the language, light and dark, the owner's token, short notices.
(() => {
  const keep = (key, value) => {
    try { localStorage.setItem("ganplay." + key, value); } catch { /* private windows keep nothing */ }
  };
  const kept = (key) => {
    try { return localStorage.getItem("ganplay." + key); } catch { return null; }
  };
  const listeners = { language: [], theme: [] };
  const asked = new URLSearchParams(location.search);
  let language = kept("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

  // The token that lets this browser, and nobody else, steer its runs.
  let owner = kept("owner");
  if (!/^[0-9a-f]{32}$/.test(owner || "")) {
    owner = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
    keep("owner", owner);
  }

  // t("live.time.step", {step: 12}) -> "step 12", in the language of the page
  function t(key, gaps = {}) {
    const text = (window.ganplayWords[language] || {})[key];
    return text === undefined ? key : text.replace(/\{(\w+)\}/g, (all, name) => (name in gaps ? gaps[name] : all));
  }

  // Elements say their words in attributes: data-word (text), data-hint (title), data-label (aria-label).
  function speak(root = document) {
    root.querySelectorAll("[data-word]").forEach((e) => { e.textContent = t(e.dataset.word); });
    root.querySelectorAll("[data-hint]").forEach((e) => { e.title = t(e.dataset.hint); });
    root.querySelectorAll("[data-label]").forEach((e) => { e.setAttribute("aria-label", t(e.dataset.label)); });
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }

  function setLanguage(next) {
    language = next;
    keep("language", next);
    speak();
    listeners.language.forEach((f) => f(next));
    return next;
  }

  const dark = () => document.body.classList.contains("dark");
  function setTheme(isDark, remember = true) {
    document.body.classList.toggle("dark", isDark);
    if (remember) keep("theme", isDark ? "dark" : "light");
    listeners.theme.forEach((f) => f(isDark));
  }

  // A colour of the theme, as the charts need it.
  const colour = (name) => getComputedStyle(document.body).getPropertyValue("--gp-" + name).trim();

  // Make an element: make("button", {class: "x", "data-word": "live.control.pause"}, child, "text").
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  let fading = 0;
  function notice(text) {
    const box = document.getElementById("gp-notice");
    if (!box) return;
    box.textContent = text;
    box.classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => box.classList.remove("shown"), 6000);
  }

  const GAPS = { setting: "field.", kind: "budget." }; // what fills these gaps is said in words of its own; as in words.py

  // A refusal of the server in our words, or else in its own sentence.
  function refusal({ error, text, details }) {
    const gap = ([name, value]) => {
      if (value && value.error) return [name, refusal(value)]; // the reason of this one
      const word = `${GAPS[name]}${value}`, words = t(word);
      return [name, words === word ? value : words];
    };
    const key = "error." + error, said = t(key, Object.fromEntries(Object.entries(details || {}).map(gap)));
    return said === key || /\{\w+\}/.test(said) ? text || t("error.other") : inWords(said);
  }
  // loss=hinge, as a recipe writes it, as the controls name it; as in words.py.
  function inWords(said) {
    return said.replace(/\b([a-z][a-z0-9_]*)=([\w.]*\w)/g, (whole, field, value) => {
      const name = t("field." + field), choice = `choice.${field}.${value}`, words = t(choice);
      if (name === "field." + field) return whole;
      return `“${name}${language === "zh" ? "：" : ": "}${words === choice ? value : words}”`;
    });
  }

  const number = (value, digits = 0) =>
    value === null || value === undefined || !Number.isFinite(value) ? "–"
      : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (value) => (Number.isFinite(value) ? Math.round(100 * value) + "\u202f%" : "–");

  window.ganplay = {
    t, speak, setLanguage, setTheme, dark, colour, make, notice, refusal, number, percent,
    get language() { return language; },
    owner: () => owner,
    asked: (name) => asked.get(name),
    on: (what, listener) => listeners[what].push(listener),
    // Parts of the page meet here: a part calls provide("live", {...}), others wait for it with when("live").
    parts: {},
    waiting: {},
    provide(name, part) {
      this.parts[name] = part;
      (this.waiting[name] || []).splice(0).forEach((resolve) => resolve(part));
    },
    when(name) {
      if (this.parts[name]) return Promise.resolve(this.parts[name]);
      return new Promise((resolve) => (this.waiting[name] = this.waiting[name] || []).push(resolve));
    },
  };

  const themed = kept("theme");
  const settle = () => {
    if (themed) setTheme(themed === "dark", false);
    speak();
  };
  if (document.body) settle(); else document.addEventListener("DOMContentLoaded", settle);

  window.ganplay.when("header").then((header) => {
    settle();
    header.querySelector("#gp-language").addEventListener("click", () => {
      setLanguage(language === "zh" ? "en" : "zh");
      document.querySelector("#gp-speak")?.click(); // the form's words are the server's to change
    });
    header.querySelector("#gp-theme").addEventListener("click", () => setTheme(!dark()));
  });
})();
