package dev.weir.dashboard;

/** Why a request is refused, in words meant for who sent it. */
class RequestException extends Exception {

  RequestException(String message) {
    super(message, null, false, false);
  }
}
