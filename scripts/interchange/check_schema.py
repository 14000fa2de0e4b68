#!/usr/bin/env python3
"""Holds JSON files against a JSON Schema (draft 2020-12).

    check_schema.py SCHEMA.json FILE...

Exits with 1 and a sentence for the first value that is not as the schema says.
"""
import json
import sys

from jsonschema import Draft202012Validator


def main():
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sys.argv[2:]:
        for error in validator.iter_errors(json.load(open(path))):
            sys.exit(f"{path}, {error.json_path}: {error.message[:200]}")


if __name__ == "__main__":
    main()
