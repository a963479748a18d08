package dev.weir.dashboard;

/** What a request is about is not there. */
final class NotFoundException extends RequestException {

  NotFoundException(String message) {
    super(message);
  }
}
