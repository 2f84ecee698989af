import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Reads lines of tab-separated "print|parse|strict, pattern, zone, value" and answers each with one line: the text, the
 * milliseconds, or "-" where the value, as a whole, is no such date. Values of print are milliseconds.
 */
class JavaDates {
  public static void main(String[] arguments) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var parts = line.split("\t", -1);
      var format = new SimpleDateFormat(parts[1], Locale.US);
      format.setTimeZone(TimeZone.getTimeZone(parts[2]));
      out.println(parts[0].equals("print") ? format.format(new Date(Long.parseLong(parts[3]))) : parse(format, parts));
      if (!in.ready()) out.flush();
    }
  }

  static String parse(SimpleDateFormat format, String[] parts) {
    format.setLenient(!parts[0].equals("strict"));
    var position = new ParsePosition(0);
    var date = format.parse(parts[3], position);
    return date == null || position.getIndex() != parts[3].length() ? "-" : Long.toString(date.getTime());
  }
}
