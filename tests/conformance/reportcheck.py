"""Judges reports by the schemas of their forms: reportcheck.py JUDGES FILE…  One line for each fault, then one in sum.

`*.sarif` by the schema of SARIF 2.1.0 and by Microsoft's SARIF Multitool, with the rules of GitHub's code scanning;
`*.gitlab.json` by what GitLab's documentation asks for; `*.junit.xml` by the schema of Jenkins' xUnit plugin.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

JUDGES = Path(sys.argv[1])
sys.path.insert(0, str(JUDGES / 'python'))

import jsonschema  # noqa: E402
import xmlschema  # noqa: E402

MULTITOOL = JUDGES / 'node_modules/@microsoft/sarif-multitool-linux'

# What the tool asks for that this program has not got: a page on the web.
WANTED = 'does not provide \'informationUri\''


def short(words):
    """Both ends of a long text: a schema's judge quotes all that it judges before it says what is wrong."""
    return words if len(words) <= 300 else f'{words[:100]} … {words[-190:]}'


def by_json_schema(schema):
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())

    def faults(file):
        try:
            # Not `utf-8-sig`: a byte order mark is a fault.
            data = json.loads(file.read_bytes().decode('utf-8'))
        except ValueError as error:
            return [str(error)]
        return [f'{error.json_path}: {short(error.message)}' for error in validator.iter_errors(data)]

    return faults


def gitlab(schema):
    by_schema = by_json_schema(schema)

    def faults(file):
        found = by_schema(file)
        if not found:
            # GitLab takes two with one fingerprint for one.
            prints = [issue['fingerprint'] for issue in json.loads(file.read_text('utf-8'))]
            found = [f'fingerprint {one} is used twice' for one in sorted({p for p in prints if prints.count(p) > 1})]
        return found

    return faults


def multitool(file):
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, 'log.sarif')
        done = subprocess.run(
            [MULTITOOL / 'Sarif.Multitool', 'validate', file, '--quiet', 'true', '--output', log]
            + ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning'],
            capture_output=True,
            text=True,
            # It needs no ICU when it knows no culture.
            env={**os.environ, 'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT': '1'},
        )
        if not log.exists():
            return [f'no log, exit {done.returncode}: {short((done.stdout + done.stderr).strip())}']
        run = json.loads(log.read_text('utf-8-sig'))['runs'][0]
    faults = []
    for result in run.get('results', []):
        words = text(run, result)
        if WANTED not in words:
            faults.append(f"{result['ruleId']}: {short(words)}")
    for invocation in run.get('invocations', []):
        for notification in invocation.get('toolExecutionNotifications', []):
            if notification.get('level') == 'error':
                faults.append(short(notification['message'].get('text', 'it failed')))
    return faults


def text(run, result):
    """The words of a result, which the tool keeps apart from their arguments."""
    message = result['message']
    if 'text' in message:
        return message['text']
    rule = run['tool']['driver']['rules'][result['ruleIndex']]
    words = rule['messageStrings'][message['id']]['text']
    for number, argument in enumerate(message.get('arguments', [])):
        words = words.replace(f'{{{number}}}', argument)
    return words


def junit(schema):
    validator = xmlschema.XMLSchema(schema)

    def faults(file):
        try:
            found = [f'{error.path}: {error.reason}' for error in validator.iter_errors(str(file))]
            return found or counts(xmlschema.XMLResource(str(file)).root)
        except (xmlschema.XMLResourceError, SyntaxError) as error:
            return [str(error)]

    return faults


def counts(root):
    """What no schema can ask for: the sums are right."""
    for element in [root, *root.iter('testsuite')]:
        for key, tag in (('tests', 'testcase'), ('failures', 'failure'), ('errors', 'error')):
            told, there = element.get(key), len(list(element.iter(tag)))
            if told is not None and int(told) != there:
                yield f'{element.tag}: {key}="{told}", but there are {there}'


def load(path):
    return json.loads(path.read_text('utf-8'))


KINDS = {
    '.sarif': [('SARIF', by_json_schema(load(MULTITOOL / 'sarif-2.1.0.json'))), ('Multitool', multitool)],
    '.gitlab.json': [('GitLab', gitlab(load(Path(__file__).with_name('gitlab-code-quality.schema.json'))))],
    '.junit.xml': [('JUnit', junit(str(JUDGES / 'junit-10.xsd')))],
}

files = [Path(name) for name in sys.argv[2:]]
failed = set()
for kind, judges in KINDS.items():
    of_kind = [file for file in files if file.name.endswith(kind)]
    for judge, faults in judges:
        failures = 0
        for file in of_kind:
            found = list(faults(file))
            failures += bool(found)
            for words in found:
                print(f'{file}: {judge}: ' + ' '.join(words.split()))
        print(f'{judge}: {len(of_kind)} files, {failures} failures')
        failed.add(failures > 0)
sys.exit(True in failed)
