"""Judges PDF files with page-validation, written independently of veraPDF: pagevalidation.py FILE…

Every file as PDF/UA-1, and as PDF/A-3a when its metadata says that it is part 3, else as PDF/A-2a.
"""

import re
import sys

import page

UA, PART_2, PART_3 = (page.ValidationProfile[name] for name in ('PDF_UA_1', 'PDF_A_2A', 'PDF_A_3A'))

files = sys.argv[1:]
failures = rules = 0
for file in files:
    with open(file, 'rb') as opened:
        claims_part_3 = re.search(rb'pdfaid:part(>|=")3', opened.read())
    for profile in (UA, PART_3 if claims_part_3 else PART_2):
        judge = f'page-validation {profile.value}'
        try:
            report = page.validate_pdf(file, profile=profile)
        except page.PageError as fault:
            print(f'{file}: {judge}: not readable: {fault}')
            failures += 1
            continue
        rules += report.rules.passed
        if not report.is_compliant:
            failures += 1
            for rule in sorted({getattr(failure, 'rule_id', str(failure)) for failure in report.failures}):
                print(f'{file}: {judge}: {rule}')
print(f'page-validation: {len(files)} files, {2 * len(files)} verdicts, {failures} failures')
print(f'figure: PDF verdicts of page-validation = {2 * len(files)}')
print(f'figure: PDF rules passed by page-validation = {rules}')
sys.exit(bool(failures))
