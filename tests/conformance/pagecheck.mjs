// Judges HTML pages in a real browser: node pagecheck.mjs FOLDER FILE… where FOLDER holds node_modules. FILE may be the
// address of what lgl serve shows, which then may ask its own server for more.
// Each page is loaded alone and under its own policy: nothing is asked for but the page itself, no script fails, the
// policy blocks nothing. axe-core judges it against WCAG 2.2 AA, light and dark, wide and narrow; and no view is wider
// than its window, a phone's and that of a reader with letters twice as large among them.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const RULES = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations', 'passes'],
  preload: false, // a page on its own has nothing to fetch
};
// A phone, unlike a narrow window, lays a page without a viewport out at 980 px and shrinks it.
const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
const MEDIA = [['print', { media: 'print' }], ['forced colors', { forcedColors: 'active' }]];
const SCHEMES = ['light', 'dark'];

const counted = { assertions: 0, stops: 0 };

const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

// All findings on one page: what was found → the views it was found in.
async function judge(file) {
  const isServed = file.startsWith('http:');
  const url = isServed ? file : pathToFileURL(file).href;
  const isOwn = asked => asked === url || asked.startsWith('data:') || (isServed && new URL(asked).origin === new URL(url).origin);
  const findings = new Map();

  for (const device of [WIDE, PHONE]) {
    const { width } = device.viewport;
    let view;
    const say = text => findings.set(text, (findings.get(text) ?? new Set()).add(view));
    const context = await browser.newContext({ ...device, offline: !isServed, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', e => say(`script error: ${e.message}`));
    page.on('console', m => { if (m.type() === 'error') say(`console: ${m.text()}`); });
    page.on('request', r => { if (!isOwn(r.url())) say(`request: ${r.url()}`); });

    view = `${width} px`;
    await page.goto(url);
    // What is shown comes after the page itself.
    if (isServed) await page.locator('#documents a[aria-current]').waitFor();
    await sayOverflow(page, width, say);
    await page.evaluate(axe);
    await page.evaluate(withoutShades);
    for (const colorScheme of SCHEMES) {
      view = `${width} px ${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = await page.evaluate(rules => axe.run(document, rules), RULES);
      for (const rule of passes) counted.assertions += rule.nodes.length;
      for (const v of violations) say(`${v.impact} ${v.id} (x${v.nodes.length}): ${v.help}: ${v.nodes[0].html.slice(0, 120)}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    for (const [name, media] of MEDIA) {
      view = `${width} px ${name}`;
      await page.emulateMedia(media);
      for (const words of await page.evaluate(lostText, isServed)) say(`lost: “${words}”`);
      await page.emulateMedia({ media: 'screen', forcedColors: 'none' });
    }
    view = `${width} px`;
    await walk(page, say);
    if (device === WIDE) {
      view = `${width} px, text at 200 %`;
      if (!(await page.evaluate(doubleText))) say('the text does not grow with the font size of the root element');
      await sayOverflow(page, width, say);
    }
    await context.close();
  }
  return findings;
}

// Goes through the page by keyboard: every stop in the order of the document, seen, on the screen, and none missed.
async function walk(page, say) {
  const number = await page.evaluate(markStops);
  const visited = [];
  while (visited.length <= number + 2) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (!stop || visited.some(before => before.place === stop.place)) break;
    visited.push(stop);
    if (!stop.seen) say(`keyboard: the focus is not seen: ${stop.html}`);
    if (!stop.onScreen) say(`keyboard: the focus is off the screen: ${stop.html}`);
  }
  counted.stops += visited.length;
  const places = visited.map(stop => stop.place);
  if (places.some((place, index) => index && place < places[index - 1])) say('keyboard: the order is not that of the document');
  for (const html of await page.evaluate(unvisited, places)) say(`keyboard: never reached: ${html}`);

  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  const skip = page.locator('a.skip');
  if (!(await skip.count())) return say('keyboard: the skip link is missing');
  await skip.focus();
  await page.keyboard.press('Enter');
  const leads = await page.evaluate(() => document.querySelector('main')?.id === decodeURIComponent(location.hash.slice(1)));
  if (!leads) say('keyboard: the skip link does not lead to the text');
}

// Runs in the page. Numbers all elements, and counts those that a keyboard should reach.
function markStops() {
  window.everything = [...document.querySelectorAll('*')];
  document.activeElement?.blur();
  return window.everything.filter(it => it.matches('a[href], summary, button, input, [tabindex]')).length;
}

// Runs in the page. Where the focus is, and can it be seen?
function focused() {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  // In a page within the page, the focus is on something of that page.
  const deepest = it.contentDocument?.activeElement ?? it;
  const { outlineStyle, outlineWidth } = getComputedStyle(deepest);
  const box = it.getBoundingClientRect();
  const onScreen = box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && it.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return { place: window.everything.indexOf(it), seen, onScreen, html: it.outerHTML.slice(0, 120) };
}

// Runs in the page. What a keyboard should have reached and did not; what is folded away, or no control at this width, is not there.
function unvisited(places) {
  return window.everything
    .filter((it, place) => it.matches('a[href], summary, button, input') && it.checkVisibility({ visibilityProperty: true }) && !places.includes(place))
    .map(it => it.outerHTML.slice(0, 120));
}

// Runs in the page. Words of the text that are not shown; what is folded away may be so on a screen.
function lostText(isServed) {
  const isScreen = matchMedia('screen').matches;
  const lost = [];
  const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: it } = walker.currentNode;
    if (!data.trim() || it.closest('.visually-hidden, .permalink, script, style')) continue;
    if (isScreen && it.closest('details:not([open])')) continue;
    if (isServed && it.closest('[hidden]')) continue; // what is said only when it is so
    if (!it.checkVisibility({ opacityProperty: true, visibilityProperty: true })) lost.push(data.trim().slice(0, 60));
  }
  return lost.slice(0, 3);
}

async function sayOverflow(page, width, say) {
  const found = await page.evaluate(overflow, width);
  if (found) say(`wider than the window by ${found.by} px: ${found.html}`);
}

// Runs in the page.
function overflow(width) {
  const by = document.documentElement.scrollWidth - width;
  if (by <= 0) return null;
  const reach = element => element.getBoundingClientRect().right;
  const widest = [...document.querySelectorAll('body *')].reduce((a, b) => (reach(b) > reach(a) ? b : a), document.body);
  return { by, html: widest.outerHTML.slice(0, 120) };
}

// Runs in the page. axe does not judge the contrast of text on a gradient, as at the edges of a table that scrolls.
function withoutShades() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.scroll { background-image: none !important; }');
  document.adoptedStyleSheets = [sheet];
}

// Runs in the page. Says whether the body's text became twice as large.
function doubleText() {
  const size = element => parseFloat(getComputedStyle(element).fontSize);
  const before = size(document.body);
  document.documentElement.style.setProperty('font-size', `${2 * size(document.documentElement)}px`, 'important');
  return size(document.body) > 1.9 * before;
}

const results = new Map();
const queue = [...files];
async function work() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) results.set(file, await judge(file));
}
await Promise.all([work(), work()]);
await browser.close();

let failed = 0;
for (const file of files) {
  const findings = results.get(file);
  if (findings.size) failed += 1;
  for (const [text, views] of findings) {
    console.log(`${file}: axe: ${text.replace(/\s+/g, ' ')} [${[...views].join('; ')}]`);
  }
}
console.log(`axe: ${files.length} files, ${failed} failures`);
console.log(`figure: HTML files judged in a browser = ${files.length}`);
console.log(`figure: elements passed by rules of axe = ${counted.assertions}`);
console.log(`figure: stops of the keyboard judged = ${counted.stops}`);
process.exit(failed ? 1 : 0);
