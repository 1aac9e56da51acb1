package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The BOM manages our jars and nothing else. What it inherits comes from the root POM, which manages no dependency, so
 * that users of the BOM are handed no version of a library.
 */
class BomTest {

    @Test
    void managesEveryPublishedJarAndNothingElse() {
        assertThat(managed("plugins/compliance-bom/pom.xml"))
                .containsExactlyInAnyOrderElementsOf(Tree.published().stream()
                        .map(module -> "dev.compliancekit:" + module.name() + ":${project.version}")
                        .toList());
    }

    @Test
    void inheritsNoManagedDependency() {
        assertThat(managed("pom.xml")).isEmpty();
    }

    private static List<String> managed(String pom) {
        List<String> managed = new ArrayList<>();
        NodeList managements = parsed(Tree.root().resolve(pom)).getElementsByTagName("dependencyManagement");
        for (int i = 0; i < managements.getLength(); i++) {
            NodeList dependencies = ((Element) managements.item(i)).getElementsByTagName("dependency");
            for (int j = 0; j < dependencies.getLength(); j++) {
                Element dependency = (Element) dependencies.item(j);
                managed.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                        + text(dependency, "version"));
            }
        }
        return managed;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Document parsed(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " cannot be read as XML", e);
        }
    }
}
