"""Evidence arithmetic: GRADE levels, retraction cascade, headline sentences, ranges across sources.

Pure functions on plain values: no files, no printing, no records.
"""
