#!/usr/bin/env python3
"""Counts M1 (dual-qualified share of full-time specialty teachers) from a folder of import files, without the product's code.

    count_ratio.py FOLDER DAY...      days as YYYY-MM-DD

Prints `day,department,numerator,denominator` for every department with somebody in the denominator, and `day,*,n,d` for all of them.
Only the Python standard library; the rules are written from their definition:
full-time, primary post SPECIALTY or PRACTICE, in no spell at that school; of these the recognised: both ends of a period count,
a revocation, suspension or supersession counts from its day, a reinstatement lifts the suspension, UNVERIFIED never counts.
"""
import csv
import sys
from collections import defaultdict
from pathlib import Path

FULL_TIME = {"ESTABLISHED", "CONTROLLED", "CONTRACT"}
COUNTED = {"SPECIALTY", "PRACTICE"}


def table(folder, name):
    with open(Path(folder) / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by(rows, *columns):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def covers(row, day):
    # Days written YYYY-MM-DD compare as text; no last day = open.
    return row["start_date"] <= day <= (row["last_date"] or "9999-12-31")


def recognised(recognition, events, day):
    if recognition["trust"] in ("", "UNVERIFIED") or not covers(recognition, day):
        return False
    past = [event for event in events if event["effective_date"] <= day]
    if any(event["type"] in ("REVOKE", "SUPERSEDE") for event in past):
        return False
    # Of the same day a reinstatement has the last word.
    states = sorted((e["effective_date"], e["type"] == "REINSTATE") for e in past if e["type"] in ("SUSPEND", "REINSTATE"))
    return not states or states[-1][1]


def primary_post(engagement, engagements, posts, day):
    held = [post for post in posts if post["primary"] != "no" and covers(post, day)]
    if len(held) > 1 and sum(covers(other, day) for other in engagements) > 1:
        raise SystemExit(f"{engagement['teacher_ref']}: two engagements at one school; the files do not say whose post is whose")
    if len(held) != 1:
        raise SystemExit(f"{engagement['teacher_ref']}: {len(held)} primary posts on {day}")
    return held[0]


def count(folder, days):
    engagements = by(table(folder, "engagements"), "teacher_ref", "school_code")
    posts = by(table(folder, "posts"), "teacher_ref", "school_code")
    spells = by(table(folder, "spells"), "teacher_ref", "school_code")
    recognitions = by(table(folder, "recognitions"), "teacher_ref")
    events = by(table(folder, "recognition_events"), "authority", "certificate_number")
    for day in days:
        figures = defaultdict(lambda: [0, 0])
        for (teacher, school), rows in engagements.items():
            for engagement in rows:
                if engagement["kind"] not in FULL_TIME or not covers(engagement, day):
                    continue
                post = primary_post(engagement, rows, posts[teacher, school], day)
                if post["category"] not in COUNTED or any(covers(spell, day) for spell in spells[teacher, school]):
                    continue
                above = any(recognised(r, events[r["authority"], r["certificate_number"]], day) for r in recognitions[teacher,])
                for scope in (post["department_code"], "*"):
                    figures[scope][0] += above
                    figures[scope][1] += 1
        for scope, (numerator, denominator) in sorted(figures.items()):
            print(f"{day},{scope},{numerator},{denominator}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    count(sys.argv[1], sys.argv[2:])
