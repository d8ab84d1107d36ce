"""Apache Kafka and MongoDB in a Docker engine, by testcontainers.

if reason := engine_missing(): ...
with ContainerStack.start() as stack:
    stack.kafka, stack.mongo
"""

from deploy.stacks.containers.engine import engine_missing
from deploy.stacks.containers.stack import ContainerStack

__all__ = ["ContainerStack", "engine_missing"]
