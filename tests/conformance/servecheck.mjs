// What the page of lgl serve does in a real browser while somebody writes: node servecheck.mjs FOLDER ADDRESS PROJECT
// where FOLDER holds node_modules, and PROJECT the documents a.md and b.md among others, built and shown at ADDRESS.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [folder, address, project] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, 'package.json'));
const { chromium } = require('playwright-core');

const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 600 } });
let wrong = 0;
let right = 0;
page.on('pageerror', e => check(`no script error: ${e.message}`, false));

function check(what, isSo) {
  if (isSo) right += 1;
  else {
    wrong += 1;
    console.log(`${address}: serve: not so: ${what}`);
  }
}

/** Waits for something to become so, and says whether it did. */
async function comes(what, isSo, argument) {
  const came = await page.waitForFunction(isSo, argument, { timeout: 30_000 }).then(() => true, () => false);
  check(what, came);
}

const file = name => path.join(project, 'protocols', name);
const edit = (name, from, to) => {
  const text = readFileSync(file(name), 'utf8');
  if (!text.includes(from)) throw new Error(`${name} holds no ${from}`);
  writeFileSync(file(name), text.replace(from, to));
};
const inner = () => page.frames().find(it => it.url().includes('/dokument/'));
const frameHas = words => document.getElementById('page').contentDocument?.body?.textContent.includes(words);
const scrolled = () => inner().evaluate(() => scrollY);

await page.goto(address);
await page.locator('#documents a[aria-current]').waitFor();
await page.locator('#documents a', { hasText: 'a.md' }).click();
await comes('a link in the list shows its document', frameHas, 'Punkt ett i a.');
check('the choice stands in the address', page.url().endsWith('#/protocols/a.md'));

await inner().evaluate(() => scrollTo(0, 400));
await page.evaluate(() => { document.getElementById('page').contentWindow.isOld = true; });
edit('b.md', 'Punkt ett i b.', 'Ny punkt i b.');
await page.waitForTimeout(1500);
check('a change of another document leaves the page alone', await inner().evaluate(() => window.isOld === true));

edit('a.md', 'Punkt ett i a.', 'Ny punkt i a.');
await comes('a change is shown by itself', frameHas, 'Ny punkt i a.');
check('where the reader was is kept', Math.abs(await scrolled() - 400) < 2);
check('the choice is kept', page.url().endsWith('#/protocols/a.md'));
await comes('the change is said', () => document.getElementById('said').textContent.startsWith('Byggt'));

edit('a.md', 'datum: 2026-12-04', 'datum: 2026-02-31');
await comes('a fault is shown', () => document.getElementById('findings').textContent.includes('LGL004'));
await comes('it is said that the page is older', () => document.getElementById('stale').checkVisibility());
await comes('in words', () => document.getElementById('stale').textContent.includes('Sidan visar den senaste version som gick att bygga'));
check('the last good version stays', await page.evaluate(frameHas, 'Ny punkt i a.'));
check('and where the reader was', Math.abs(await scrolled() - 400) < 2);

edit('a.md', 'datum: 2026-02-31', 'datum: 2026-12-04');
await comes('what is mended is gone', () => !document.getElementById('stale').checkVisibility() && document.getElementById('findings').children.length === 0);

edit('a.md', 'Ny punkt', '<img src=x onerror=alert(1)> Ny punkt');
await comes('markup in a finding is text', () => document.querySelector('#findings code')?.textContent.includes('<img src=x onerror=alert(1)>'));
check('and nothing but text', await page.evaluate(() => !document.querySelector('#findings img')));

await inner().locator('a', { hasText: 'till b' }).click();
await comes('a link in a document chooses the other', () => location.hash === '#/protocols/b.md');
await comes('and shows it', frameHas, 'Ny punkt i b.');
check('and its place in the list is in sight', await page.evaluate(() => {
  const list = document.getElementById('list').getBoundingClientRect();
  const link = document.querySelector('#documents a[aria-current]').getBoundingClientRect();
  return link.top >= list.top - 1 && link.bottom <= list.bottom + 1;
}));
await page.goBack();
await comes('back is back', frameHas, 'Ny punkt i a.');

await page.locator('#filter').fill('B.MD');
check('a search leaves what it asks for', await page.locator('#documents a').evaluateAll(all => all.filter(it => it.checkVisibility()).map(it => it.querySelector('.path').textContent).join() === 'protocols/b.md'));
await page.locator('#filter').fill('');

await page.route('**/_lgl/state.json', async route => {
  const answer = await route.fetch();
  await route.fulfill({ json: { ...await answer.json(), reloads: false } });
});
edit('a.md', 'Ny punkt', 'Nyaste punkt');
await comes('without reload the new version is offered', () => document.getElementById('fresh').checkVisibility());
check('and the old one stays', await page.evaluate(frameHas, 'Ny punkt i a.'));
await page.locator('#show').click();
await comes('until it is asked for', frameHas, 'Nyaste punkt i a.');

await browser.close();
console.log(`serve: ${right} of ${right + wrong} as they should be`);
console.log(`figure: steps of lgl serve followed in a browser = ${right}`);
process.exit(wrong ? 1 : 0);
