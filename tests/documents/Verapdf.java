import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Checks PDF files against profiles of veraPDF: java Verapdf.java PDFA-3A,PDFUA-1 FILE…; one line a failed check. */
class Verapdf {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile;
            try (InputStream rules = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
                profile = Profiles.profileFromXml(rules);
            }
            for (String file : (Iterable<String>) Stream.of(arguments).skip(1)::iterator) {
                try (InputStream in = new FileInputStream(file);
                        PDFAParser parser = Foundries.defaultInstance().createParser(in, profile.getPDFAFlavour());
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 20, false, true, false)) {
                    ValidationResult result = validator.validate(parser);
                    out.println(String.join("\t", name, file, "checked", Integer.toString(result.getTotalAssertions())));
                    for (TestAssertion failed : result.getTestAssertions()) {
                        String rule = failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber();
                        String where = failed.getLocation().getContext();
                        String why = failed.getErrorMessage().replaceAll("\\s+", " ");
                        out.println(String.join("\t", name, file, "failed", rule + " " + why + " " + where));
                    }
                    if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                        out.println(String.join("\t", name, file, "failed", "not compliant"));
                    }
                }
            }
        }
    }
}
