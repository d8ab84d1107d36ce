"""How the one broker of a stack is set up, the same as a process and in a container."""

from __future__ import annotations

from collections.abc import Mapping

BROKER_SETTINGS: Mapping[str, str] = {
    "auto.create.topics.enable": "false",
    # events are kept for ever, and so is how far each reader came (ten years, in minutes)
    "log.retention.ms": "-1",
    "offsets.retention.minutes": "5256000",
    # one broker: internal topics cannot have a second copy, and a few partitions load sooner than fifty
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "6",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "6",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    # a deleted topic's files go soon: a broker that starts again reads through all that is there
    "log.segment.delete.delay.ms": "1000",
    # after kill -9 the new process has to wait until the session of the old one is over
    "broker.session.timeout.ms": "1500",
    "broker.heartbeat.interval.ms": "300",
}


def broker_settings(*, listen: str, host: str, port: int, controller: int) -> dict[str, str]:
    """All settings but the data's folder. It listens at address `listen`, and tells clients `host`:`port`."""
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.listener.names": "CONTROLLER",
        "controller.quorum.voters": f"1@127.0.0.1:{controller}",
        "listeners": f"PLAINTEXT://{listen}:{port},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"PLAINTEXT://{host}:{port}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        **BROKER_SETTINGS,
    }
