"""What the exit codes of the file verbs mean."""

DONE = 0  # everything was read, written, found in order
SOME_REFUSED = 1  # at least one file was refused, or a check found faults
USAGE = 2  # the command itself was wrong (argparse uses the same number)
