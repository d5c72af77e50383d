// The page of lgl serve: the state as lgl tells it, as elements. Every word of it is put in as text.
'use strict';

const at = id => document.getElementById(id);
const LEVELS = { fel: 'error', varning: 'warning', upplysning: 'info' };
const PHASES = { building: 'Bygger …', built: 'Byggt', warnings: 'Byggt med varningar', failed: 'Misslyckades' };

let state = null; // what was told last
let chosen = null; // the name of the document that is shown
let shown = { page: null, version: null }; // what the frame holds
let kept = null; // where the reader was, while the frame loads anew

const items = new Map(); // the links in the list, by the names of the documents
const frame = at('page');

/** An element with a class, and text or other elements in it. */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

const count = (document, level) => document.findings.filter(it => it.level === level).length;
const many = (number, one, more) => `${number} ${number === 1 ? one : more}`;
const current = () => state?.documents.find(it => it.name === chosen);
const titled = it => it.title ?? it.name;

/** The title in the list: without the body's name, where all documents are of one body. */
function short(it) {
  const end = text => text?.match(/ – [^–]+$/)?.[0];
  const own = end(it.title);
  return own && state.documents.every(other => end(other.title ?? own) === own) ? it.title.slice(0, -own.length) : titled(it);
}

/** What is to be said of a document in a word or two. */
function marks(it) {
  const errors = count(it, 'fel');
  const warnings = count(it, 'varning');
  const made = [];
  if (it.isDraft) made.push(element('span', 'draft', 'Utkast'));
  if (errors) made.push(element('span', 'error', many(errors, 'fel', 'fel')));
  if (warnings) made.push(element('span', 'warning', many(warnings, 'varning', 'varningar')));
  if (!errors && !warnings) made.push(element('span', 'well', 'Utan anmärkning'));
  return made;
}

function finding(it, file) {
  const level = LEVELS[it.level];
  const name = it.level[0].toUpperCase() + it.level.slice(1);
  const made = element('li', `is-${level}`);
  const place = element('span', '', `${file ? `${file}, ` : ''}rad ${it.line}`);
  made.append(element('p', 'where', element('span', level, name), place));
  made.append(element('p', 'message', it.message));
  if (it.text) made.append(element('code', '', it.text));
  if (it.help) made.append(element('p', 'help', it.help));
  made.append(element('p', 'rule', `${it.code} ${it.name}`));
  return made;
}

function fault(it) {
  const made = element('li', 'is-error', element('p', 'where', element('span', 'error', 'Fel')), element('p', 'message', it.message));
  if (it.help) made.append(element('p', 'help', it.help));
  return made;
}

function showStatus() {
  at('status').className = state.phase;
  at('phase').textContent = PHASES[state.phase];
  at('summary').textContent = [state.clock, state.phase === 'building' ? '' : state.summary].filter(Boolean).join(' · ');
}

function showProject() {
  const rows = [...state.faults.map(fault), ...state.others.flatMap(text => text.findings.map(it => finding(it, text.name)))];
  at('faults').replaceChildren(...rows);
  at('project').hidden = rows.length === 0;
}

/** The list keeps its links from one state to the next, so that nobody loses the place. */
function showList() {
  const wanted = at('filter').value.trim().toLowerCase();
  const names = new Set(state.documents.map(it => it.name));
  for (const [name, item] of items) {
    if (!names.has(name)) {
      item.remove();
      items.delete(name);
    }
  }
  state.documents.forEach((it, place) => {
    let item = items.get(it.name);
    if (!item) {
      item = element('li', '', element('a'));
      item.firstChild.href = `#/${encodeURI(it.name)}`;
      items.set(it.name, item);
    }
    const link = item.firstChild;
    const path = it.title ? [element('span', 'path', it.name)] : [];
    link.replaceChildren(element('span', 'title', short(it)), ...path, element('span', 'marks', ...marks(it)));
    if (it.name === chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    item.hidden = wanted !== '' && !`${titled(it)} ${it.name}`.toLowerCase().includes(wanted);
    const list = at('documents');
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
  at('search').hidden = state.documents.length <= 8;
}

/** The choice is in sight in its list, wherever it was made; the window stays where it is. */
function showChoice() {
  const item = items.get(chosen)?.getBoundingClientRect();
  if (!item) return;
  for (const box of [at('list'), at('documents')]) {
    const { top, bottom } = box.getBoundingClientRect();
    if (box.scrollHeight <= box.clientHeight) continue;
    if (item.top < top) box.scrollTop -= top - item.top;
    else if (item.bottom > bottom) box.scrollTop += item.bottom - bottom;
  }
}

function showDocument() {
  const it = current();
  const none = at('none');
  at('findings').replaceChildren(...(it?.findings ?? []).map(one => finding(one)));
  at('number').textContent = it?.findings.length ? `(${it.findings.length})` : '';
  none.hidden = Boolean(it?.findings.length);
  none.textContent = it ? 'Inget att anmärka på.' : 'Inget dokument är valt.';
  at('title').textContent = it ? short(it) : 'Inget dokument är valt';
  at('links').hidden = !it?.page && !it?.pdf;
  for (const [id, address] of [['alone', it?.page], ['pdf', it?.pdf]]) {
    at(id).hidden = !address;
    if (address) Object.assign(at(id), { href: address, target: '_blank', rel: 'noopener' });
  }
  at('stale').hidden = !it?.isStale || !it.page;
  at('empty').hidden = !it || Boolean(it.page);
  const errors = it ? count(it, 'fel') : 0;
  document.title = `${errors ? `(${errors} fel) ` : ''}${it ? `${titled(it)} – ` : ''}lgl`;
  showPage(it, state.reloads);
}

/** The finished page, which is loaded only when it is another one. */
function showPage(it, mayReload) {
  frame.hidden = !it?.page;
  at('fresh').hidden = true;
  if (!it?.page) {
    shown = { page: null, version: null };
    return;
  }
  frame.title = `Det färdiga dokumentet: ${titled(it)}`;
  if (shown.page !== it.page) {
    shown = { page: it.page, version: it.version };
    kept = null;
    frame.contentWindow.location.replace(it.page);
  } else if (shown.version !== it.version) {
    if (!mayReload) {
      at('fresh').hidden = false;
      return;
    }
    shown.version = it.version;
    const { scrollX, scrollY, document: inner } = frame.contentWindow;
    kept = { scrollX, scrollY, open: [...inner.querySelectorAll('details')].map(one => one.open) };
    frame.contentWindow.location.reload();
  }
}

frame.addEventListener('load', () => {
  const inner = frame.contentDocument;
  if (!inner || !shown.page) return;
  if (kept) {
    const { scrollX, scrollY, open } = kept;
    kept = null;
    const folds = [...inner.querySelectorAll('details')];
    if (folds.length === open.length) folds.forEach((fold, place) => { fold.open = open[place]; });
    frame.contentWindow.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  }
  // A link to another document chooses that one; what is no document opens beside this page.
  inner.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    const address = new URL(link.href, inner.baseURI);
    const isHere = address.origin === location.origin && address.pathname === inner.location.pathname;
    const other = address.origin === location.origin && state?.documents.find(it => it.page === address.pathname);
    if (isHere) return;
    event.preventDefault();
    if (other) location.hash = `#/${encodeURI(other.name)}`;
    else if (/^(https?|mailto|tel):$/.test(address.protocol)) window.open(address.href, '_blank', 'noopener');
  });
});

/** The document that the address names, or else the first that has something wrong, or the first. */
function choose() {
  const named = location.hash.startsWith('#/') ? decode(location.hash.slice(2)) : null;
  if (named !== null) chosen = named;
  if (!state) return;
  if (!current()) chosen = (state.documents.find(it => count(it, 'fel')) ?? state.documents[0])?.name ?? null;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function show() {
  choose();
  showStatus();
  showProject();
  showList();
  showDocument();
}

let asks = false;
let asksAgain = false;

/** Asks for the state; news that comes while it is on its way is asked for after it. */
async function ask() {
  if (asks) {
    asksAgain = true;
    return;
  }
  asks = true;
  try {
    do {
      asksAgain = false;
      const answer = await fetch('/_lgl/state.json');
      if (!answer.ok) throw new Error(String(answer.status));
      const before = state;
      state = await answer.json();
      show();
      if (!before) showChoice();
      if (before && state.phase !== 'building' && state.number !== before.number) {
        at('said').textContent = `${PHASES[state.phase]}: ${state.summary}`;
      }
    } while (asksAgain);
  } catch {
    lost();
  } finally {
    asks = false;
  }
}

function lost() {
  const words = 'Ingen kontakt med lgl serve. Starta det igen, så fortsätter sidan.';
  at('status').className = 'failed';
  if (at('phase').textContent === words) return;
  at('phase').textContent = words;
  at('summary').textContent = '';
  at('said').textContent = words;
}

/** News, as long as somebody sees the page: a browser keeps only a few such lines open. */
let line = null;
function listen() {
  line?.close();
  line = null;
  if (document.hidden) return;
  line = new EventSource('/_lgl/events');
  line.addEventListener('state', ask);
  line.addEventListener('error', lost);
}

document.addEventListener('visibilitychange', listen);
window.addEventListener('hashchange', () => {
  if (!state || !location.hash.startsWith('#/')) return;
  choose();
  showList();
  showChoice();
  showDocument();
});
at('filter').addEventListener('input', () => { if (state) showList(); });
at('show').addEventListener('click', () => { const it = current(); if (it) showPage(it, true); });
listen();
