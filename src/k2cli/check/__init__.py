"""Reads a text sentence by sentence and says which sentences make a claim of the base, and how that claim stands.

    bytes ─► source ─► blocks (text, Markdown, HTML) ─► units (sentences, items, rows, each character with its place)
          ─► words and concepts ─► claims, stance, numbers, dangers ─► findings, omissions, summary

Everything is decided by the word lists of the base (`concepts`, `recognitions`, `dangers`), which are compiled
into the index; a check opens the index only, and the same text always gives the same findings.
"""
