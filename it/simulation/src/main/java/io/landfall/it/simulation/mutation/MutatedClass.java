package io.landfall.it.simulation.mutation;

import java.util.Map;
import java.util.function.IntConsumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts mutants into a class so that each can be switched on and off. A method that some mutants
 * change becomes one that looks at {@link ActiveMutant#number} and calls one of its copies: the
 * original, or that of the mutant.
 */
final class MutatedClass {

  private static final String ACTIVE = Type.getInternalName(ActiveMutant.class);
  private static final String ORIGINAL = "$original";
  private static final String MUTANT = "$mutant";
  private static final int VISIBILITY =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;
  private static final int NOT_OF_A_COPY =
      VISIBILITY | Opcodes.ACC_FINAL | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_BRIDGE;

  private final ClassReader reader;
  private final Map<Integer, Mutant> mutants;
  private final IntConsumer applied;
  private final ClassWriter writer;

  /**
   * @param mutants of this class, by number
   * @param applied told of the number at each place that is changed
   * @param loader finds the classes that frames are computed from
   */
  MutatedClass(
      byte[] classFile, Map<Integer, Mutant> mutants, IntConsumer applied, ClassLoader loader) {
    this.reader = new ClassReader(classFile);
    this.mutants = mutants;
    this.applied = applied;
    this.writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
          @Override
          protected ClassLoader getClassLoader() {
            return loader;
          }
        };
  }

  byte[] toByteArray() {
    reader.accept(new WithSwitches(), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private boolean isChanged(int access, String method) {
    return hasCode(access) && mutants.values().stream().anyMatch(each -> each.changes(method));
  }

  private static boolean hasCode(int access) {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  private static int copyAccess(int access) {
    return access & ~NOT_OF_A_COPY | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
  }

  /** The class as it is, but for the methods that are changed. */
  private final class WithSwitches extends ClassVisitor {

    WithSwitches() {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (!isChanged(access, name)) {
        return super.visitMethod(access, name, descriptor, signature, exceptions);
      }
      addSwitch(access, name, descriptor, signature, exceptions);
      return super.visitMethod(
          copyAccess(access), name + ORIGINAL, descriptor, signature, exceptions);
    }

    @Override
    public void visitEnd() {
      mutants.forEach(
          (number, mutant) -> reader.accept(new CopiesOf(number, mutant), ClassReader.SKIP_FRAMES));
      super.visitEnd();
    }
  }

  private void addSwitch(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor out = writer.visitMethod(access, name, descriptor, signature, exceptions);
    out.visitCode();
    mutants.forEach(
        (number, mutant) -> {
          if (mutant.changes(name)) {
            Label other = new Label();
            out.visitFieldInsn(Opcodes.GETSTATIC, ACTIVE, "number", "I");
            out.visitLdcInsn(number);
            out.visitJumpInsn(Opcodes.IF_ICMPNE, other);
            callCopy(out, access, name + MUTANT + number, descriptor);
            out.visitLabel(other);
          }
        });
    callCopy(out, access, name + ORIGINAL, descriptor);
    out.visitMaxs(0, 0);
    out.visitEnd();
  }

  private void callCopy(MethodVisitor out, int access, String copy, String descriptor) {
    boolean ofClass = (access & Opcodes.ACC_STATIC) != 0;
    int local = 0;
    if (!ofClass) {
      out.visitVarInsn(Opcodes.ALOAD, local++);
    }
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      out.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    out.visitMethodInsn(
        ofClass ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        reader.getClassName(),
        copy,
        descriptor,
        false);
    out.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
  }

  /** Only the methods that one mutant changes, as it changes them. */
  private final class CopiesOf extends ClassVisitor {
    private final int number;
    private final Mutant mutant;

    CopiesOf(int number, Mutant mutant) {
      super(Opcodes.ASM9);
      this.number = number;
      this.mutant = mutant;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (!hasCode(access) || !mutant.changes(name)) {
        return null;
      }
      MethodVisitor out =
          writer.visitMethod(
              copyAccess(access), name + MUTANT + number, descriptor, signature, exceptions);
      return mutant.change().on(out, descriptor, () -> applied.accept(number));
    }
  }
}
