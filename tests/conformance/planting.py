"""What `planted` and `planted-reports` share: faults are planted in copies of good files, and the judges asked for each."""

import re
import subprocess


def replace(pattern, by):
    """An edit of a text that there is one fault to plant in."""

    def edit(text):
        edited, times = re.subn(pattern, by, text, count=1)
        assert times == 1, f'there is no {pattern} to break'
        return edited

    return edit


def caught(judge, good, faulty, expected):
    """Do all in `good` pass, and of each file in `faulty`, does a judge say what is expected? Gives the exit code."""
    code, report = judged(judge, good)
    if code != 0:
        print(report, f'planted: what has no fault does not pass (exit {code})', sep='\n')
        return 1
    code, report = judged(judge, faulty)

    lines = report.splitlines()
    number = 0
    for name, words in expected.items():
        said = [line for line in lines if f'/{name}:' in line]
        wanted = [words] if isinstance(words, str) else words
        if all(any(re.search(words, line) for line in said) for words in wanted):
            number += 1
        else:
            print(f'missed: {name}: nobody said “{words}”', *said, sep='\n  ')
    print(f'planted: {len(expected)} faults, {number} caught')
    print(f'figure: faults planted and caught by {judge.name} = {number}')
    return 0 if code == 1 and number == len(expected) else 1


def judged(judge, folder):
    done = subprocess.run([judge, folder], stdout=subprocess.PIPE, text=True)
    return done.returncode, done.stdout
