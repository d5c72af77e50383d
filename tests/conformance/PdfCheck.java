import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;

/**
 * Judges PDF files with the veraPDF library: every file as PDF/UA-1, and as PDF/A-3a when its metadata says that it is part 3,
 * else as PDF/A-2a. Prints one line for each broken clause; exit 0 when there is none.
 */
public class PdfCheck {
  static long assertions = 0;

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    int failures = 0;
    for (String file : files) {
      if (!passes(file, PDFAFlavour.PDFUA_1, "PDFUA-1.xml")) failures++;
      boolean archive =
          claimsPart3(file)
              ? passes(file, PDFAFlavour.PDFA_3_A, "PDFA-3A.xml")
              : passes(file, PDFAFlavour.PDFA_2_A, "PDFA-2A.xml");
      if (!archive) failures++;
    }
    System.out.printf("veraPDF: %d files, %d verdicts, %d failures%n", files.length, 2 * files.length, failures);
    System.out.printf("figure: PDF verdicts of veraPDF = %d%n", 2 * files.length);
    System.out.printf("figure: assertions checked by veraPDF = %d%n", assertions);
    System.exit(failures == 0 ? 0 : 1);
  }

  static boolean claimsPart3(String file) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file))) {
      return parser.getFlavour().getPart() == PDFAFlavour.PDFA_3_A.getPart();
    } catch (Exception unreadable) {
      return false; // the validation that follows says why
    }
  }

  static boolean passes(String file, PDFAFlavour flavour, String profileName) {
    String judge = "veraPDF " + flavour.getId();
    try (InputStream profile = PdfCheck.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + profileName);
        PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(Profiles.profileFromXml(profile), false)) {
      ValidationResult result = validator.validate(parser);
      assertions += result.getTotalAssertions();
      Map<String, Integer> faults = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        faults.merge(clause + " " + assertion.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
      }
      faults.forEach((fault, times) -> System.out.printf("%s: %s: %s (x%d)%n", file, judge, fault, times));
      return result.isCompliant();
    } catch (Exception fault) {
      System.out.printf("%s: %s: not readable: %s%n", file, judge, fault);
      return false;
    }
  }
}
