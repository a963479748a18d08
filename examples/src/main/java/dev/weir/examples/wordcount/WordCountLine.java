package dev.weir.examples.wordcount;

import dev.weir.connector.file.Encoder;
import java.io.IOException;
import java.io.OutputStream;

/** Writes {@code word,count} and a line feed. */
final class WordCountLine implements Encoder<WordCount> {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_LONG = 19;

  @Override
  @SuppressWarnings("deprecation") // the word is ASCII, so a char is a byte
  public void encode(WordCount element, OutputStream stream) throws IOException {
    String word = element.word();
    byte[] line = new byte[word.length() + LONGEST_LONG + 2];
    word.getBytes(0, word.length(), line, 0);
    line[word.length()] = ',';
    String count = Long.toString(element.count());
    count.getBytes(0, count.length(), line, word.length() + 1);
    int length = word.length() + 1 + count.length();
    line[length] = '\n';
    stream.write(line, 0, length + 1);
  }
}
