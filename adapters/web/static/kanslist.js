// The chat page without reloading. Everything here also works without JavaScript, as plain forms.
(() => {
  "use strict";

  const log = document.getElementById("samtal");
  const form = document.getElementById("fraga");
  const field = document.getElementById("text");
  const welcome = document.getElementById("valkommen");
  const asked = [];
  let recalled = 0;
  let waiting = false;

  // A look at a source must not cost the conversation: it is kept for this tab alone, until it is closed or begun anew.
  const KEPT = "kanslist";
  const keep = () => {
    try { sessionStorage.setItem(KEPT, log.innerHTML); } catch { /* no room or not allowed: the page works without */ }
  };
  const restore = () => {
    const [visit] = performance.getEntriesByType("navigation");
    const returning = location.hash === "#samtal" || (visit && visit.type !== "navigate");
    try {
      if (returning && !log.children.length) log.innerHTML = sessionStorage.getItem(KEPT) || "";
      else sessionStorage.removeItem(KEPT);
    } catch { return; }
    if (!log.children.length) return;
    welcome.classList.add("past");
    log.lastElementChild.scrollIntoView({ block: "start", behavior: "instant" });
  };

  document.querySelectorAll(".js").forEach((part) => { part.hidden = false; });

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const exchange = (text) => {
    const article = element("article", "exchange");
    article.tabIndex = -1;
    const question = element("h2", "question");
    question.append(element("span", "unseen", "Fråga: "), text.trim() || "(tom fråga)");
    article.append(question, element("p", "waiting", "Söker i handlingarna …"));
    return article;
  };

  const fetched = async (text) => {
    const response = await fetch("/api/fraga", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "same-origin",
      body: JSON.stringify({ text }),
    });
    const body = await response.json();
    if (!response.ok) throw new Error(body.error);
    return body.html;
  };

  const failed = (article, text, error) => {
    const known = error instanceof TypeError || error instanceof SyntaxError ? "" : error.message;
    const note = element("div", "answer failed");
    note.append(element("p", "lead", known || "Kanslist svarar inte just nu. Kontrollera anslutningen och försök igen."));
    const again = element("button", "again", "Försök igen");
    again.type = "button";
    again.addEventListener("click", () => { article.remove(); ask(text); });
    const row = element("div", "choices");
    row.append(again);
    note.append(row);
    article.querySelector(".waiting").replaceWith(note);
  };

  const ask = async (text) => {
    if (waiting) return;
    waiting = true;
    if (text.trim() && asked[asked.length - 1] !== text) asked.push(text);
    recalled = asked.length;
    welcome.classList.add("past");
    log.querySelectorAll("#svar").forEach((old) => old.removeAttribute("id"));
    let article = exchange(text);
    log.append(article);
    log.setAttribute("aria-busy", "true");
    article.scrollIntoView({ block: "start" });
    try {
      const parsed = document.createElement("template");
      parsed.innerHTML = await fetched(text);
      const answered = parsed.content.firstElementChild;
      article.replaceWith(answered);
      article = answered;
      keep();
    } catch (error) {
      failed(article, text, error);
    } finally {
      waiting = false;
      log.removeAttribute("aria-busy");
      article.scrollIntoView({ block: "start" });
      field.focus({ preventScroll: true });
    }
  };

  document.addEventListener("submit", (event) => {
    const clicked = event.submitter && event.submitter.name === "text" ? event.submitter.value : null;
    event.preventDefault();
    if (clicked !== null) {
      ask(clicked);
    } else if (event.target === form && field.value.trim()) {
      const text = field.value;
      if (!waiting) field.value = "";
      ask(text);
    }
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const next = recalled + (event.key === "ArrowUp" ? -1 : 1);
    if (next < 0 || next > asked.length) return;
    event.preventDefault();
    recalled = next;
    field.value = asked[next] || "";
    field.setSelectionRange(field.value.length, field.value.length);
  });

  restore();
  if (location.hash !== "#svar") field.focus({ preventScroll: true });
  document.querySelectorAll("#samtal .question").forEach((question) => {
    asked.push(question.lastChild.textContent.trim());
    recalled = asked.length;
  });
})();
