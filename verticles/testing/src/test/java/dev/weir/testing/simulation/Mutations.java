package dev.weir.testing.simulation;

import java.util.List;

/** The faults that the simulator must find. */
final class Mutations {

  // As it was before the simulator found it.

  static final Mutation CHECKPOINT_COMES_BEHIND_A_TERMINAL_SAVEPOINT =
      new Mutation(
          "a checkpoint may come into the log behind a terminal savepoint",
          "coordinator/CoordinatorTurn",
          "if (newer.kind().isSavepoint() && !newer.kind().isTerminal()) {",
          "if (newer.kind().isSavepoint()) {");

  static final Mutation LOG_THAT_BEGINS_WITH_A_SAVEPOINT_IS_REFUSED =
      new Mutation(
          "a log that begins with a terminal savepoint is refused",
          "log/HistoryFold",
          """
          || (record.entry() instanceof LogEntry.SavepointCompleted savepoint
              && savepoint.kind().isTerminal())
          """,
          "");

  static final Mutation ORPHANS_ARE_LISTED_AFTER_TAKING_OFFICE =
      new Mutation(
          "what is left unfinished is listed after taking office",
          "simulation/Takeover",
          """
          listOrphans(
              office,
              orphans ->
                  office
                      .log()
                      .append(
                          entry,
                          logged -> {
                            orphans.run();
                            onOffice.accept(office);
                          },
                          reason -> onFailure.accept("another one was quicker: " + reason)));
          """,
          """
          office
              .log()
              .append(
                  entry,
                  logged ->
                      listOrphans(
                          office,
                          orphans -> {
                            orphans.run();
                            onOffice.accept(office);
                          }),
                  reason -> onFailure.accept("another one was quicker: " + reason));
          """);

  static final Mutation ENTRY_THAT_WAS_READ_IS_FOLLOWED_AS_IT_IS =
      new Mutation(
          "a new coordinator follows an entry that may be gone after a crash",
          "log/LogAppend",
          "return last.isEmpty() ? Putting.of(record, last)",
          "return true ? Putting.of(record, last)");

  static final Mutation ENTRIES_GO_FOR_ONE_THAT_IS_NOT_DURABLE =
      new Mutation(
          "entries of the log are removed since a later one is there that is not durable",
          "log/JobHistory",
          "record.number() <= appended.number()",
          "record.number() > 0");

  static final Mutation NEXT_RUN_IS_BEGUN_INSTEAD_OF_AN_EMPTY_ONE =
      new Mutation(
          "who finds a run with an empty log begins the next one",
          "simulation/Takeover",
          "select(runs, run - 1);",
          "select(runs, newest);");

  static final Mutation DEPOSED_COORDINATOR_GOES_ON_WITH_ITS_NEXT_ENTRY =
      new Mutation(
          "a coordinator that is deposed goes on with its next entry",
          "simulation/LogWriter",
          "if (current != null && deposed.isPresent()) {",
          "if (current != null && waiting == null) {");

  /** Too rare for the list; {@link TornClusterCheck} shows it. */
  static final Mutation READER_TAKES_WHAT_IS_LEFT_FOR_THE_LOG =
      new Mutation(
          "who reads a log takes what is left of it after a truncation for the whole",
          "simulation/LogReader",
          "records(layout, reply); } else {",
          "next(layout, numbers, found, reply); } else {");

  /** As the last. */
  static final Mutation TRUNCATION_TAKES_LEFTOVERS_FOR_THE_LOG =
      new Mutation(
          "who truncates the log takes leftovers of a deposed coordinator for it",
          "log/JobHistory",
          "known.contains(appended) && !HistoryFold.isTorn(known)",
          "!known.isEmpty()");

  /** Found once in 50,000 seeds, and so not on the list. */
  static final Mutation OVERTAKEN_TRUNCATION_TAKES_THE_LOG_FOR_BROKEN =
      new Mutation(
          "a truncation that another one has overtaken takes the log for broken",
          "log/JobHistory",
          "known.contains(appended) && !HistoryFold.isTorn(known)",
          "known.contains(appended)");

  private Mutations() {}

  static List<Mutation> all() {
    return List.of(
        // barriers
        new Mutation(
            "the first barrier does not block its channel",
            "alignment/Flowing",
            """
            new Aligning(channels, barrier, ChannelSet.of(channel, channels), nowNanos, settled),
            new Block(channel));
            """,
            "new Aligning(channels, barrier, ChannelSet.of(channel, channels), nowNanos, settled));"),
        new Mutation(
            "the second barrier does not block its channel",
            "alignment/Aligning",
            """
            new Aligning(channels, barrier, arrived.plus(channel), startedNanos, settled),
            new Block(channel));
            """,
            "new Aligning(channels, barrier, arrived.plus(channel), startedNanos, settled));"),
        new Mutation(
            "the snapshot is taken one barrier early",
            "alignment/Aligning",
            "if (arrived.size() + 1 == channels) {",
            "if (arrived.size() + 2 >= channels) {"),
        new Mutation(
            "channels stay blocked after the snapshot",
            "alignment/Aligning",
            "new TakeSnapshot(barrier, startedNanos), new UnblockAll());",
            "new TakeSnapshot(barrier, startedNanos));"),
        // acknowledgements and commits
        new Mutation(
            "an acknowledgement is counted twice",
            "coordinator/Collecting",
            "return acks.contains(subtask) ? AckOutcome.DUPLICATE : AckOutcome.SUCCESS;",
            "return AckOutcome.SUCCESS;"),
        new Mutation(
            "an entry whose writing has an unknown outcome counts as written",
            "log/LogAppend",
            """
            LogRecord again = record.writtenAgain();
            return Step.to(new Putting(again, last), new Put(again, delayMillis(record.writing())));
            """,
            "return Step.to(new Appended(new LoggedEntry(record)));"),
        new Mutation(
            "the entry of another term is taken for one's own",
            "log/LogAppend",
            "if (there.isSameAppend(record)) {",
            "if (there.number() == record.number()) {"),
        new Mutation(
            "a put that was not confirmed counts as an append",
            "log/LogAppend",
            """
            return Step.to(
                new Confirming(record, last), new LogAppendEffect.Confirm(record.number()));
            """,
            "return Step.to(new Appended(new LoggedEntry(record)));"),
        new Mutation(
            "a savepoint with which the job goes on permits to commit",
            "log/LoggedEntry",
            "return entry.kind().isTerminal() ?",
            "return entry.kind().isSavepoint() ?"),
        new Mutation(
            "the job is complete before all have committed",
            "coordinator/CoordinatorTurn",
            "&& confirmations.byAll() >= committing.permit().checkpointId()) {",
            "&& committing.permit().checkpointId() > 0) {"),
        new Mutation(
            "the checkpoint that any subtask has confirmed counts as confirmed by all",
            "coordinator/Confirmations",
            "return Arrays.stream(upTo).min().orElse(0);",
            "return Arrays.stream(upTo).max().orElse(0);"),
        new Mutation(
            "an attempt is deployed while an entry is being appended",
            "coordinator/CheckpointCoordinator",
            "return state.runs().values().stream().noneMatch(run -> run instanceof Logging);",
            "return true;"),
        // what is kept
        new Mutation(
            "what checkpoints in progress build upon is not kept",
            "coordinator/CheckpointFiles",
            """
            return runs.values().stream()
                .mapToLong(run -> run.header().floor())
                .reduce(confirmations.byAll(), Math::min);
            """,
            "return confirmations.byAll();"),
        new Mutation(
            "what subtasks build upon is not kept",
            "coordinator/Retention",
            "if (candidate.subsumedBy() <= floor &&",
            "if ("),
        new Mutation(
            "shared files are released although checkpoints in progress name them",
            "coordinator/CheckpointFiles",
            "retention.release(floor(confirmations), pending());",
            "retention.release(confirmations.byAll(), Set.of());"),
        new Mutation(
            "files go with a checkpoint although a retained one names them",
            "coordinator/Retention",
            "files.removeAll(named());",
            ""),
        new Mutation(
            "files of a failed checkpoint go although a retained one names them",
            "coordinator/CheckpointFiles",
            "files.removeAll(retention.named());",
            ""),
        new Mutation(
            "a subtask builds upon a checkpoint that is not complete",
            "simulation/KeyedCounts",
            "taken.put(id, new Base(names, version));",
            "base = new Base(names, version); taken.put(id, base);"),
        new Mutation(
            "one checkpoint too few is retained",
            "coordinator/Retention",
            "int subsumed = Math.max(0, all.size() - numRetained);",
            "int subsumed = Math.max(0, all.size() - numRetained + 1);"),
        new Mutation(
            "a needed entry of the log is removed",
            "log/JobHistory",
            "return numbers.stream().filter(number -> number < firstNeeded).sorted().toList();",
            "return numbers.stream().filter(number -> number <= firstNeeded).sorted().toList();"),
        // order in the log
        new Mutation(
            "an older checkpoint may come into the log after a newer one",
            "coordinator/CoordinatorTurn",
            "if (newer.kind().isSavepoint() && !newer.kind().isTerminal()) {",
            "if (newer.id() > 0) {"),
        CHECKPOINT_COMES_BEHIND_A_TERMINAL_SAVEPOINT,
        LOG_THAT_BEGINS_WITH_A_SAVEPOINT_IS_REFUSED,
        ENTRY_THAT_WAS_READ_IS_FOLLOWED_AS_IT_IS,
        new Mutation(
            "a new term begins with the first id again",
            "coordinator/CheckpointCoordinator",
            "nextId, OptionalLong.empty(), CheckpointStatistics.NONE));",
            "1, OptionalLong.empty(), CheckpointStatistics.NONE));"),
        // restoring
        new Mutation(
            "recovery restores the oldest retained checkpoint",
            "log/JobHistory",
            "Optional.of(retained.get(retained.size() - 1));",
            "Optional.of(retained.get(0));"),
        new Mutation(
            "recovery passes a terminal savepoint over",
            "log/HistoryFold",
            "terminalSavepoint.ifPresent(retained::add);",
            ""),
        new Mutation(
            "a rescale loses elements of a list",
            "restore/Redistribution",
            "for (int i = index; i < all.size(); i += parallelism) {",
            "for (int i = index; i < all.size(); i += parallelism + 1) {"),
        new Mutation(
            "a rescale loses key groups",
            "restore/Redistribution",
            ".filter(snapshot -> snapshot.keyGroups().overlaps(wanted))",
            ".filter(snapshot -> snapshot.keyGroups().contains(wanted.first()))"),
        new Mutation(
            "an attempt has the number of the one before",
            "job/Restarting",
            "Starting.enter(failure.attempt() + 1, policy)",
            "Starting.enter(failure.attempt(), policy)"),
        new Mutation(
            "a failure while the job finishes is not seen",
            "job/Finishing",
            "return failed == attempt ?",
            "return failed < attempt ?"),
        new Mutation(
            "the final checkpoint is not tried again",
            "coordinator/Phase",
            "return allEnded ? new AllEnded(TriggerRequest.FINAL, retryAt) : new Checkpointing();",
            "return new Checkpointing();"),
        // channels
        new Mutation(
            "credits are not returned",
            "channel/CreditGrant",
            "announced = consumed + window;",
            "announced = window;"),
        new Mutation(
            "twice the credits are granted",
            "channel/CreditGrant",
            "announced = consumed + window;",
            "announced = consumed + 2 * window;"),
        new Mutation(
            "a frame may leave without credit",
            "channel/CreditWindow",
            "if (used >= granted) {",
            "if (used > granted) {"),
        new Mutation(
            "a lost message is not noticed",
            "channel/InboundSequence",
            "if (number == received + 1) {",
            "if (number > received) {"),
        new Mutation(
            "a repeated message is processed again",
            "channel/InboundSequence",
            "return number <= received ? Outcome.DUPLICATE",
            "return number <= received ? Outcome.IN_ORDER"),
        new Mutation(
            "a lost tail is not noticed",
            "channel/OutboundSequence",
            "return sent > acknowledged;",
            "return false;"),
        // links: commands, reports, requests for splits
        new Mutation(
            "a link forgets what was not acknowledged",
            "channel/LinkSender",
            "return watch.onTick(sequence.hasTail());",
            "return watch.onTick(false);"),
        new Mutation(
            "a link says that all has come when some is lost",
            "channel/LinkReceiver",
            "broken = broken || sent > sequence.received();",
            ""),
        new Mutation(
            "a link takes a number twice",
            "channel/LinkReceiver",
            "Outcome outcome = sequence.accept(number);",
            """
            Outcome outcome =
                number <= sequence.received() ? Outcome.IN_ORDER : sequence.accept(number);
            """),
        // nodes that are lost
        new Mutation(
            "an attempt goes on though a node is gone and silent",
            "simulation/Coordinator",
            "private void endedBy(FailureCause cause) { fail(Optional.empty(), cause); }",
            "private void endedBy(FailureCause cause) {}"),
        new Mutation(
            "an attempt ends since a process is gone that it has no part on",
            "simulation/Coordinator",
            "if (running.runsOn(node)) {",
            "if (node != process) {"),
        new Mutation(
            "an attempt that follows a lost node at once has the number of the one before",
            "job/Restarting",
            "Starting.enter(attempt + 1, uncounted)",
            "Starting.enter(attempt, uncounted)"),
        // succession
        new Mutation(
            "a coordinator does not wait for the entry of its term",
            "simulation/Takeover",
            """
            .append(
                entry,
                logged -> {
                  orphans.run();
                  onOffice.accept(office);
                },
                reason -> onFailure.accept("another one was quicker: " + reason)));
            """,
            """
            .append(entry, logged -> orphans.run(), reason -> onOffice.accept(office)));
            onOffice.accept(office);
            """),
        new Mutation(
            "a coordinator takes the term of the one before",
            "simulation/Takeover",
            "history.term() + 1,",
            "history.term(),"),
        new Mutation(
            "a node obeys a coordinator that was replaced",
            "simulation/Agent",
            "if (wanted.attempt() < attempt) {",
            "if (wanted.attempt() < 0) {"),
        new Mutation(
            "who finds an old sign of life never takes over",
            "succession/Succession",
            "found.isEmpty() || found.equals(looking.sign()) && at - looking.since() > timeoutMillis;",
            "found.isEmpty();"),
        new Mutation(
            "a sign of life is looked for once only",
            "succession/Succession",
            "? Step.to(this, SuccessionEffect.LOOK_FOR_SIGN) : Step.to(this);",
            "? Step.to(this) : Step.to(this);"),
        new Mutation(
            "a silent coordinator is not missed",
            "succession/Succession",
            "at - following.heardAt() > timeoutMillis) {",
            "at < following.heardAt()) {"),
        new Mutation(
            "a list of members in which the coordinator is missing is not believed",
            "succession/Succession",
            "if (phase instanceof Phase.Following following && !now.contains(following.coordinator())) {",
            "if (phase instanceof Phase.Following following && now.isEmpty()) {"),
        new Mutation(
            "a coordinator of a lower term is followed",
            "succession/Succession",
            "term < following.term();",
            "term < 0;"),
        new Mutation(
            "who leads follows another one",
            "succession/Succession",
            "if (outdated || phase instanceof Phase.Leading) {",
            "if (outdated) {"),
        new Mutation(
            "a node that was silent once is never asked nor followed again",
            "succession/Succession",
            "stillSilent.remove(coordinator);",
            ""),
        new Mutation(
            "who sees signs of a coordinator that it does not reach looks on for ever",
            "succession/Succession",
            "? Step.to(next, SuccessionEffect.REJOIN) : Step.to(next);",
            "? Step.to(next) : Step.to(next);"),
        new Mutation(
            "who has lost a deposed coordinator takes over from its successor",
            "succession/Succession",
            "return found.isPresent() && termOf(found.get()) > checking.term() ?",
            "return found.isPresent() && checking.term() < 0 ?"),
        // placement and rescaling
        new Mutation(
            "a subtask is forgotten",
            "placement/Placer",
            "for (int index = 0; index < parallelism; index++) { placed",
            "for (int index = parallelism / 3; index < parallelism; index++) { placed"),
        new Mutation(
            "a subtask is placed on a node that is gone",
            "placement/Placer",
            "placed.put(new SubtaskId(vertex, index), nodes.get(nodeOf[index]).node());",
            """
            placed.put(
                new SubtaskId(vertex, index),
                previous.nodes().getOrDefault(
                    new SubtaskId(vertex, index), nodes.get(nodeOf[index]).node()));
            """),
        new Mutation(
            "a subtask runs on two nodes",
            "placement/Placement",
            ".filter(entry -> entry.getValue().equals(node))",
            ".filter(entry -> node.startsWith(entry.getValue()) || entry.getKey().index() == 2)"),
        new Mutation(
            "a node keeps more than its share",
            "placement/Placer",
            "if (nodeOf[holding.index()] < 0 && room[holding.node()] > 0) {",
            "if (nodeOf[holding.index()] < 0) {"),
        new Mutation(
            "where subtasks were makes no difference",
            "placement/Placer",
            "if (held[node] > 0) {",
            "if (held[node] < 0) {"),
        new Mutation(
            "cores make no difference",
            "placement/Placer",
            "share[i] = (int) (subtasks * (long) nodes.get(i).cores() / cores);",
            "share[i] = subtasks / share.length;"),
        new Mutation(
            "nodes that hold a part already are not favoured",
            "placement/Placer",
            "(long) share[i] * vertices.size() - before(vertices, nodes.get(i).node())));",
            "before(vertices, nodes.get(i).node())));"),
        new Mutation(
            "a key group is given to two subtasks",
            "spi/KeyGroups",
            "int last = ((subtask + 1) * maxParallelism - 1) / parallelism;",
            "int last = Math.min(maxParallelism - 1, (subtask + 1) * maxParallelism / parallelism);"),
        new Mutation(
            "after a rescale what earlier subtasks would have acknowledged is waited for",
            "coordinator/CheckpointCoordinator",
            "state.plan().withTopology(topology),",
            "state.plan(),"),
        new Mutation(
            "after a rescale earlier subtasks are counted",
            "coordinator/CheckpointCoordinator",
            "SubtaskIndex index = new SubtaskIndex(topology);",
            "SubtaskIndex index = state.index();"),
        new Mutation(
            "an attempt that replaces another has its number",
            "job/Replacing",
            "Starting.enter(attempt + 1, policy)",
            "Starting.enter(attempt, policy)"),
        // what the runtime does
        ENTRIES_GO_FOR_ONE_THAT_IS_NOT_DURABLE,
        NEXT_RUN_IS_BEGUN_INSTEAD_OF_AN_EMPTY_ONE,
        DEPOSED_COORDINATOR_GOES_ON_WITH_ITS_NEXT_ENTRY,
        ORPHANS_ARE_LISTED_AFTER_TAKING_OFFICE);
  }
}
