package dev.weir.runtime.channel;

import java.util.List;

/**
 * From a receiver back to the sender of a channel. Both numbers are totals since the start of the
 * attempt, so that a repeated or overtaken message does no harm.
 *
 * @param outputChannel index of the channel among the outputs of the subtask this is sent to
 * @param grantedFrames the sender may send frames until it has sent this many
 * @param acknowledged number of the last message that has come, none before it missing
 * @param recycled emptied frames for the sender to fill again; only within a JVM
 */
public record CreditMessage(
    long attempt, int outputChannel, long grantedFrames, long acknowledged, List<Frame> recycled) {}
