"""Apache Kafka and MongoDB as child processes on loopback: no Docker, no root, no installed Java.

    with LocalStack.start() as stack:
        stack.kafka, stack.mongo

`python -m deploy.stacks.local` does the same from the command line.
"""

from deploy.stacks.local.stack import LocalStack

__all__ = ["LocalStack"]
