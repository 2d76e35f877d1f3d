import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/**
 * Writes Android's public API up to a level: an android.jar to compile against, and the level at
 * which each of its classes and members came, for Android Lint.
 *
 * <p>Which they are, R8 knows: it carries the SDK's own list with it, as a table. What they look
 * like comes from Robolectric's android-all, which holds all of Android, hidden and public, and for
 * java.* from this JDK. So hidden API cannot be compiled against, nor what Android has not of
 * Java's. What came after Android 15 is missing, and the list does not tell what was removed again.
 *
 * <p>Usage: java -cp ASM PublicApi.java LEVEL R8 ANDROID_ALL RESOURCE_TABLE ANDROID_JAR LEVELS_XML
 */
final class PublicApi {
  private static final int CONSTRUCTOR_OR_METHOD = 2;
  private static final int FIELD = 1;
  private static final int CLASS = 0;

  /** A class as R8 knows it: the level at which it came, and those of its members. */
  private static final class Known {
    int since = Integer.MAX_VALUE;
    final Map<String, Integer> members = new TreeMap<>();
  }

  private final int level;
  private final ZipFile all;
  private final List<Path> javaModules;
  private final Map<String, Known> known = new TreeMap<>();
  private final Map<String, ClassReader> readers = new HashMap<>();

  private PublicApi(int level, ZipFile all) throws IOException {
    this.level = level;
    this.all = all;
    var java = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (var modules = Files.list(java.getPath("/modules"))) {
      javaModules = modules.toList();
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (ZipFile r8 = new ZipFile(arguments[1]);
        ZipFile all = new ZipFile(arguments[2]);
        ZipFile table = new ZipFile(arguments[3]);
        OutputStream jar = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[4])));
        PrintStream levels = new PrintStream(arguments[5], StandardCharsets.UTF_8)) {
      PublicApi api = new PublicApi(Integer.parseInt(arguments[0]), all);
      ZipEntry list = r8.getEntry("resources/api_database.ser");
      if (list == null) {
        throw new IOException("this R8 has no resources/api_database.ser");
      }
      api.read(ByteBuffer.wrap(r8.getInputStream(list).readAllBytes()));
      api.checkList();
      api.write(table, new ZipOutputStream(jar), levels);
    }
  }

  /**
   * Reads R8's table: a number of strings, each a place and a length; two hash tables, the latter of
   * places and lengths too; then what they point at, entries of a length, a kind with numbers of
   * strings (the class; the name; the types of the arguments, and of what is returned), and twice
   * the level, as there are half levels since 36.
   */
  private void read(ByteBuffer data) throws IOException {
    byte[] magic = new byte[14];
    data.get(magic);
    if (!new String(magic, StandardCharsets.US_ASCII).equals("r8-apidatabase") || data.getInt() != 1) {
      throw new IOException("R8's list of the API has another form than the one that is known here");
    }
    int strings = data.getInt();
    int places = data.position();
    int hashed = places + 6 * strings + 6 * (1 << 17);
    int contents = hashed + 6 * (1 << 18);
    String[] texts = new String[strings];
    for (int i = 0; i < strings; i++) {
      int from = contents + data.getInt(places + 6 * i);
      int length = data.getShort(places + 6 * i + 4) & 0xffff;
      texts[i] = new String(data.array(), from, length, StandardCharsets.UTF_8).replace("\0", "");
    }
    for (int i = 0; i < 1 << 18; i++) {
      int at = contents + data.getInt(hashed + 6 * i);
      int end = at + (data.getShort(hashed + 6 * i + 4) & 0xffff);
      while (at < end) {
        int length = data.getShort(at) & 0xffff;
        int kind = data.get(at + 2);
        List<String> named = new ArrayList<>();
        for (int j = at + 3; j < at + 2 + length; j += 2) {
          named.add(texts[data.getShort(j) & 0xffff]);
        }
        // A half level is not whole at the level below.
        learn(kind, named, (data.get(at + 2 + length) + 1) / 2);
        at += 3 + length;
      }
    }
  }

  /** Fails where the list was read, and read wrongly: by a few that will stay what they are. */
  private void checkList() throws IOException {
    Known locales = known.get("android/app/LocaleManager");
    if (locales == null
        || locales.since != 33
        || !isPublic("android/content/Context", "getSystemService(Ljava/lang/Class;)Ljava/lang/Object;")
        || !isPublic("java/lang/Object")
        || known.containsKey("android/app/ActivityThread")
        || isPublic("android/content/Context", "getDisplayId()I")) {
      throw new IOException("R8's list of the API says what it cannot say; its form may have changed");
    }
  }

  private void learn(int kind, List<String> named, int since) throws IOException {
    String type = named.get(0);
    Known owner = known.computeIfAbsent(type.substring(1, type.length() - 1), name -> new Known());
    switch (kind) {
      case CLASS -> owner.since = since;
      case FIELD -> owner.members.put(named.get(1), since);
      case CONSTRUCTOR_OR_METHOD -> {
        int last = named.size() - 1;
        owner.members.put(named.get(1) + "(" + String.join("", named.subList(2, last)) + ")" + named.get(last), since);
      }
      default -> throw new IOException("R8's list of the API has an entry of an unknown kind: " + kind);
    }
  }

  private ClassReader reader(String name) throws IOException {
    if (!readers.containsKey(name)) {
      byte[] bytes = null;
      ZipEntry entry = all.getEntry(name + ".class");
      if (entry != null) {
        bytes = all.getInputStream(entry).readAllBytes();
      } else if (name.startsWith("java")) {
        for (Path module : javaModules) {
          Path file = module.resolve(name + ".class");
          if (Files.exists(file)) {
            bytes = Files.readAllBytes(file);
          }
        }
      }
      readers.put(name, bytes == null ? null : new ClassReader(bytes));
    }
    return readers.get(name);
  }

  private boolean isPublic(String name) {
    Known found = known.get(name);
    return found != null && found.since <= level;
  }

  private boolean isPublic(String owner, String member) {
    return isPublic(owner) && known.get(owner).members.getOrDefault(member, Integer.MAX_VALUE) <= level;
  }

  /** The annotations that are public, and those by which Kotlin knows what can be null. */
  private boolean isSeen(String annotation) {
    return isPublic(annotation.substring(1, annotation.length() - 1))
        || annotation.equals("Landroid/annotation/NonNull;")
        || annotation.equals("Landroid/annotation/Nullable;");
  }

  /** A class with those hidden ones that it takes members from; then what it extends and implements. */
  private record Lineage(List<ClassReader> members, String parent, Set<String> interfaces) {}

  private Lineage lineage(ClassReader self) throws IOException {
    List<ClassReader> members = new ArrayList<>(List.of(self));
    Set<String> interfaces = new LinkedHashSet<>();
    String parent = self.getSuperName();
    for (int i = 0; i < members.size(); i++) {
      for (String each : members.get(i).getInterfaces()) {
        ClassReader hidden = isPublic(each) ? null : reader(each);
        if (isPublic(each)) {
          interfaces.add(each);
        } else if (hidden != null && !members.contains(hidden)) {
          members.add(hidden);
        }
      }
      if (parent != null && members.get(i).getSuperName() != null && parent.equals(members.get(i).getSuperName())) {
        ClassReader hidden = isPublic(parent) ? null : reader(parent);
        if (hidden != null) {
          members.add(hidden);
          parent = hidden.getSuperName();
        }
      }
    }
    return new Lineage(members, parent, interfaces);
  }

  /** Whether a member is public in a class, or overrides one that is. */
  private boolean isInherited(String name, String member, Set<String> seen) throws IOException {
    if (name == null || !seen.add(name)) {
      return false;
    }
    if (isPublic(name, member)) {
      return true;
    }
    ClassReader found = reader(name);
    if (found == null) {
      return false;
    }
    for (String each : found.getInterfaces()) {
      if (isInherited(each, member, seen)) {
        return true;
      }
    }
    return isInherited(found.getSuperName(), member, seen);
  }

  private void write(ZipFile table, ZipOutputStream jar, PrintStream levels) throws IOException {
    // aapt2 looks for these two first, and uncompressed.
    for (String name : List.of("AndroidManifest.xml", "resources.arsc")) {
      ZipEntry from = table.getEntry(name);
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(from.getSize());
      entry.setCrc(from.getCrc());
      jar.putNextEntry(entry);
      table.getInputStream(from).transferTo(jar);
      jar.closeEntry();
    }
    levels.println("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<api version=\"3\">");
    for (var each : known.entrySet()) {
      ClassReader self = isPublic(each.getKey()) ? reader(each.getKey()) : null;
      if (self == null) {
        continue;
      }
      Lineage lineage = lineage(self);
      jar.putNextEntry(new ZipEntry(each.getKey() + ".class"));
      jar.write(publicPart(self, lineage));
      jar.closeEntry();
      levels.printf("<class name=\"%s\" since=\"%d\">%n", each.getKey(), each.getValue().since);
      if (lineage.parent() != null) {
        levels.printf("<extends name=\"%s\"/>%n", lineage.parent());
      }
      for (String implemented : lineage.interfaces()) {
        levels.printf("<implements name=\"%s\"/>%n", implemented);
      }
      for (var member : each.getValue().members.entrySet()) {
        if (member.getValue() <= level) {
          levels.printf(
              "<%s name=\"%s\" since=\"%d\"/>%n",
              member.getKey().contains("(") ? "method" : "field", member.getKey().replace("<", "&lt;"), member.getValue());
        }
      }
      levels.println("</class>");
    }
    levels.println("</api>");
    jar.finish();
  }

  private byte[] publicPart(ClassReader self, Lineage lineage) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    Set<String> members = new HashSet<>();
    IOException[] failure = new IOException[1];
    for (ClassReader each : lineage.members()) {
      each.accept(new ClassVisitor(Opcodes.ASM9, writer) {
        private final boolean first = each == self;

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
          if (first) {
            super.visit(
                version, access, name, publicPart(signature, lineage), lineage.parent(),
                lineage.interfaces().toArray(new String[0]));
          }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return first && isSeen(type) ? super.visitAnnotation(type, visible) : null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int reference, TypePath path, String type, boolean visible) {
          return null;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
          boolean kept = isPublic(self.getClassName(), name) && members.add(name);
          if (!kept) {
            return null;
          }
          return new FieldVisitor(Opcodes.ASM9, super.visitField(access, name, type, signature, value)) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
              return isSeen(type) ? super.visitAnnotation(type, visible) : null;
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(int reference, TypePath path, String type, boolean visible) {
              return null;
            }
          };
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
          boolean kept = isPublic(self.getClassName(), name + type);
          if (!kept && (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0 && !name.startsWith("<")) {
            try {
              kept = isInherited(self.getClassName(), name + type, new HashSet<>());
            } catch (IOException e) {
              failure[0] = e;
            }
          }
          if (!kept || !members.add(name + type)) {
            return null;
          }
          return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
              return isSeen(type) ? super.visitAnnotation(type, visible) : null;
            }

            @Override
            public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
              return isSeen(type) ? super.visitParameterAnnotation(parameter, type, visible) : null;
            }

            @Override
            public AnnotationVisitor visitTypeAnnotation(int reference, TypePath path, String type, boolean visible) {
              return null;
            }

            @Override
            public void visitEnd() {
              if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                visitCode();
                visitInsn(Opcodes.ACONST_NULL);
                visitInsn(Opcodes.ATHROW);
                visitMaxs(1, 64);
              }
              super.visitEnd();
            }
          };
        }

        @Override
        public void visitInnerClass(String name, String outer, String inner, int access) {
          if (first && isPublic(name)) {
            super.visitInnerClass(name, outer, inner, access);
          }
        }

        @Override
        public void visitOuterClass(String owner, String name, String type) {}

        @Override
        public void visitNestHost(String host) {}

        @Override
        public void visitNestMember(String member) {}

        @Override
        public void visitPermittedSubclass(String subclass) {}

        @Override
        public void visitSource(String source, String debug) {}

        @Override
        public void visitEnd() {}
      }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      if (failure[0] != null) {
        throw failure[0];
      }
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A generic signature: the parameters of the class, then what it extends and implements. */
  private static String publicPart(String signature, Lineage lineage) {
    if (signature == null) {
      return null;
    }
    int at = signature.startsWith("<") ? end(signature, 0) : 0;
    StringBuilder result = new StringBuilder(signature.substring(0, at));
    Map<String, String> types = new HashMap<>();
    while (at < signature.length()) {
      int end = end(signature, at);
      String type = signature.substring(at, end);
      types.put(type.substring(1).replaceAll("[<;].*", ""), type);
      at = end;
    }
    List<String> wanted = new ArrayList<>(List.of(lineage.parent()));
    wanted.addAll(lineage.interfaces());
    wanted.forEach(name -> result.append(types.getOrDefault(name, "L" + name + ";")));
    return result.toString();
  }

  /** Where a list of parameters or a type in a signature ends. */
  private static int end(String signature, int from) {
    boolean parameters = signature.charAt(from) == '<';
    int depth = 0;
    for (int at = from; ; at++) {
      char here = signature.charAt(at);
      depth += here == '<' ? 1 : here == '>' ? -1 : 0;
      if (depth == 0 && here == (parameters ? '>' : ';')) {
        return at + 1;
      }
    }
  }
}
