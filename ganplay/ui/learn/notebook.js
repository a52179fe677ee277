// The notebook: what a visitor did of the course as one page that stands alone and prints.
import { saveText } from "../kit/files.js";
import { language, t } from "../kit/words.js";
import { figures, rightOf, stand } from "./progress.js";

const STYLE = `
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#16181d;
max-width:720px;margin:40px auto;padding:0 20px}
h1{font-size:28px;margin:0}h2{font-size:20px;margin:36px 0 8px;border-top:1px solid #dfe2e6;padding-top:20px;
break-after:avoid}
img{max-width:100%;max-height:380px;display:block;margin:12px 0;break-inside:avoid}
.ask{font-weight:600;margin:14px 0 2px}.what{color:#5b6270}.right{color:#0f766e}.wrong{color:#b3261e}
math{font-size:1.05em}table{border-collapse:collapse}td{padding:2px 14px 2px 0}
section{break-inside:auto}p{margin:6px 0}@media print{body{margin:0 auto}}`;

const escaped = (text) => String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/** Save the notebook of what was done; rejects where a text cannot be fetched. @param {any} course see course.js */
export async function notebook(course) {
  const pages = course.pages.filter(({ name, figure }) => figure && course.done(name).predicted !== undefined);
  const texts = await Promise.all(pages.map(({ name }) => course.text(name)));
  const { done, of } = stand(course.pages, course.progress);
  const body = pages
    .map((page, i) => section(page, texts[i], course.done(page.name), course.picture(page.name)))
    .join("\n");
  const day = new Date().toISOString().slice(0, 10);
  saveText(
    `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escaped(t("learn.notebook.title"))}</title>
<style>${STYLE}</style><h1>${escaped(t("learn.notebook.title"))}</h1>
<p class="what">${escaped(day)} · ${escaped(t("learn.count", { done, of }))} · ganplay</p>
${body || `<p>${escaped(t("learn.notebook.empty"))}</p>`}</html>`,
    `ganplay-notebook-${day}.html`,
    "text/html",
  );
}

function section(page, text, done, drawn) {
  const right = rightOf(page, done);
  const mine = done.predicted ?? null;
  const predicted = mine === null ? escaped(t("learn.skipped")) : text.predict.answers[mine];
  const came = done.done && right !== null ? row(t("learn.came"), text.predict.answers[right]) : "";
  const numbers = Object.fromEntries(page.numbers.map((name) => [name, figures(done.numbers?.[name])]));
  const seen = done.done ? numbered(text.seen, numbers) : `<p class="what">${escaped(t("learn.notebook.open"))}</p>`;
  const picture = drawn.startsWith("data:image/") ? `<img src="${escaped(drawn)}" alt="">` : "";
  return `<section><h2>${text.title}</h2><p class="ask">${text.predict.ask}</p>
<table>${row(t("learn.predicted"), predicted)}${came}</table>${picture}${seen}
${text.quiz.map((one, at) => answered(one, done.quiz?.[at])).join("")}</section>`;
}

const row = (word, said) => `<tr><td class="what">${escaped(word)}</td><td>${said}</td></tr>`;

function answered({ ask, answers }, given) {
  const answer = answers[given];
  if (!answer) return "";
  const kind = answer.right ? "right" : "wrong";
  return `<p class="ask">${ask}</p><p class="${kind}">${answer.text}</p><p class="what">${answer.why}</p>`;
}

/** The text with its numbers, and without links, which lead nowhere in a file. */
function numbered(html, numbers) {
  const place = document.createElement("div");
  place.innerHTML = html;
  for (const one of place.querySelectorAll("[data-number]")) one.replaceWith(numbers[one.dataset.number] ?? "–");
  for (const link of place.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return place.innerHTML;
}
