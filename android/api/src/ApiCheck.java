import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Holds the app to interfaces that are public, and that Android 10 has or that a list names.
 *
 * <p>Arguments: the jar of Android 10, the list of newer interfaces, a file with R8's warnings about
 * what is in no list of public interfaces, the folder with the app's classes, and the classpath of
 * what they may extend. What is public is
 * R8's knowledge; what Android 10 has is read from its classes. A newer interface is listed by hand
 * by whoever has seen that it is used only where the phone has it.
 */
final class ApiCheck {
    private static final String UNKNOWN = " cannot be found in the api database.";

    /** A class of Android, or a member of one: its signature, empty for a class, as in the bytecode. */
    private record Reference(String owner, String name, String descriptor) {
        /** As R8 writes it: "type class.name(types)". */
        @Override
        public String toString() {
            String type = owner.replace('/', '.');
            if (name.isEmpty()) {
                return type;
            }
            if (!descriptor.startsWith("(")) {
                return Type.getType(descriptor).getClassName() + " " + type + "." + name;
            }
            String result = Type.getReturnType(descriptor).getClassName();
            return result + " " + type + "." + name + Arrays.stream(Type.getArgumentTypes(descriptor))
                    .map(Type::getClassName).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Set<String> unknown = Files.readAllLines(Path.of(arguments[2])).stream()
                .filter(line -> line.endsWith(UNKNOWN))
                .map(line -> line.substring("Warning: ".length(), line.length() - UNKNOWN.length()))
                .collect(Collectors.toSet());
        Set<String> listed = Files.readAllLines(Path.of(arguments[1])).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = new TreeSet<>();
        Set<String> newer = new TreeSet<>();
        try (JarFile android10 = new JarFile(arguments[0])) {
            for (Reference reference : references(Path.of(arguments[3]), arguments[4])) {
                used.add(reference.toString());
                if (!isIn(android10, reference.owner, reference)) {
                    newer.add(reference.toString());
                }
            }
        }
        boolean fails = unknown.isEmpty();
        fails |= report("not public", used.stream().filter(unknown::contains).toList());
        fails |= report("newer than Android 10: see that it is used only where the phone has it, and list it",
                newer.stream().filter(name -> !listed.contains(name)).toList());
        fails |= report("listed as newer than Android 10, and not used", listed.stream().filter(name -> !newer.contains(name)).toList());
        System.out.println(used.size() + " interfaces of Android used, " + newer.size() + " newer than Android 10, R8 knows "
                + unknown.size() + " that are not public");
        System.exit(fails || used.size() < 50 ? 1 : 0);
    }

    private static boolean report(String what, List<String> names) {
        names.forEach(name -> System.out.println(name + " is " + what));
        return !names.isEmpty();
    }

    /** Whatever of Android the classes in a folder use, by themselves or by what they extend. */
    private static Set<Reference> references(Path folder, String classpath) throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (String jar : classpath.split(java.io.File.pathSeparator)) {
            jars.add(new JarFile(jar));
        }
        Set<Reference> found = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                ClassNode node = read(Files.newInputStream(file));
                add(found, node.superName, "", "");
                node.interfaces.forEach(one -> add(found, one, "", ""));
                for (MethodNode method : node.methods) {
                    for (AbstractInsnNode instruction : method.instructions) {
                        if (instruction instanceof MethodInsnNode call) {
                            add(found, heir(folder, jars, call.owner, call), call.name, call.desc);
                        } else if (instruction instanceof FieldInsnNode field) {
                            add(found, field.owner, field.name, field.desc);
                        } else if (instruction instanceof TypeInsnNode type) {
                            add(found, type.desc, "", "");
                        }
                    }
                }
            }
        }
        return found;
    }

    /** The class of Android that a call to one of the app's own classes goes to, where it does. */
    private static String heir(Path folder, List<JarFile> jars, String owner, MethodInsnNode call) throws IOException {
        while (owner != null && !owner.startsWith("android/")) {
            ClassNode node = null;
            Path own = folder.resolve(owner.replaceFirst("dk/kodebro/app/", "") + ".class");
            if (Files.exists(own)) {
                node = read(Files.newInputStream(own));
            }
            for (JarFile jar : jars) {
                var entry = jar.getEntry(owner + ".class");
                if (node == null && entry != null) {
                    node = read(jar.getInputStream(entry));
                }
            }
            if (node == null || node.methods.stream().anyMatch(one -> one.name.equals(call.name) && one.desc.equals(call.desc))) {
                return "";
            }
            owner = node.superName;
        }
        return owner == null ? "" : owner;
    }

    private static void add(Set<Reference> found, String owner, String name, String descriptor) {
        if (owner.startsWith("android/")) {
            found.add(new Reference(owner, name, descriptor));
        }
    }

    /** Whether a class has a member, of its own or from those above it. */
    private static boolean isIn(JarFile jar, String owner, Reference reference) throws IOException {
        var entry = jar.getEntry(owner + ".class");
        if (entry == null) {
            return false;
        }
        ClassNode node = read(jar.getInputStream(entry));
        if (reference.name.isEmpty()
                || node.methods.stream().anyMatch(one -> one.name.equals(reference.name) && one.desc.equals(reference.descriptor))
                || node.fields.stream().anyMatch(one -> one.name.equals(reference.name) && one.desc.equals(reference.descriptor))) {
            return true;
        }
        List<String> above = new ArrayList<>(node.interfaces);
        above.add(node.superName);
        for (String one : above) {
            if (one != null && !one.equals("java/lang/Object") && isIn(jar, one, reference)) {
                return true;
            }
        }
        return false;
    }

    private static ClassNode read(InputStream content) throws IOException {
        try (content) {
            ClassNode node = new ClassNode();
            new ClassReader(content).accept(node, ClassReader.SKIP_DEBUG);
            return node;
        }
    }
}
