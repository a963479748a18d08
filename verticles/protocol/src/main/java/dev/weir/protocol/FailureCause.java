package dev.weir.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Why something failed, in a form that can be sent and kept.
 *
 * @param message one line that names the thing, what was found and what was expected
 * @param detail the whole cause, usually a stack trace; may be empty
 */
public record FailureCause(ErrorDomain domain, RetryHint retry, String message, String detail) {

  public FailureCause {
    requireNonNull(domain, "domain is null");
    requireNonNull(retry, "retry is null");
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
  }

  public static FailureCause user(String message) {
    return new FailureCause(ErrorDomain.USER, RetryHint.RETRY, message, "");
  }

  public static FailureCause external(String message) {
    return new FailureCause(ErrorDomain.EXTERNAL, RetryHint.RETRY, message, "");
  }

  public static FailureCause internal(String message) {
    return new FailureCause(ErrorDomain.INTERNAL, RetryHint.RETRY, message, "");
  }

  public FailureCause withDetail(String newDetail) {
    return new FailureCause(domain, retry, message, newDetail);
  }

  /** It lay in what is gone now; see {@link RetryHint#RETRY_AT_ONCE}. */
  public FailureCause retriedAtOnce() {
    return new FailureCause(domain, RetryHint.RETRY_AT_ONCE, message, detail);
  }

  public FailureCause withoutRetry() {
    return new FailureCause(domain, RetryHint.NO_RETRY, message, detail);
  }
}
