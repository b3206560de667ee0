"""Records to answers-in-waiting: joined, graded, with their caveats, in one SQLite file."""
