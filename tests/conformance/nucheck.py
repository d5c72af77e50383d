"""Judges HTML files with the Nu checker: nucheck.py vnu.jar FILE…  Errors and warnings count alike, notes do not."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

# Its reading of a page's policy is wrong of `data:` and of a style that begins or ends with a newline; the browser's is the right one.
POLICY = '.*violates Content Security Policy.*'

jar, *files = sys.argv[1:]
given = {str(Path(file).absolute()): file for file in files}
checker = subprocess.run(
    # Its guess at the language takes Swedish for Danish, the more so the shorter the page.
    ['java', '-jar', jar, '--stdout', '--format', 'json', '--verbose', '--skip-info-messages', '--no-langdetect']
    + ['--filterpattern', POLICY, *given],
    capture_output=True,
    text=True,
)
# It passes over a file that it cannot open; `--verbose` lists the others.
failed = {file for path, file in given.items() if path not in checker.stderr.splitlines()}
for file in sorted(failed):
    print(f'{file}: Nu: not read')
for message in json.loads(checker.stdout)['messages']:
    path = unquote(message['url'].removeprefix('file:'))
    file = given.get(path, path)
    kind = message.get('subType', message['type'])
    print(f"{file}:{message.get('lastLine', 0)}: Nu: {kind}: {message['message']}")
    failed.add(file)
print(f'Nu: {len(files)} files, {len(failed)} failures')
print(f'figure: HTML files judged by Nu = {len(files)}')
sys.exit(bool(failed))
