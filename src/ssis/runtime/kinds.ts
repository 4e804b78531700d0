// What an executable is.
import type {
  RunnableContainer,
  RunnableExecutable,
  RunnableForEachLoop,
  RunnableForLoop,
  RunnableTask,
} from '../contract.js'

export function isContainer(executable: RunnableExecutable): executable is RunnableContainer {
  return 'executables' in executable
}

export function isTask(executable: RunnableExecutable): executable is RunnableTask {
  return 'task' in executable
}

export function isForLoop(executable: RunnableExecutable): executable is RunnableForLoop {
  return 'evalExpression' in executable
}

export function isForEachLoop(executable: RunnableExecutable): executable is RunnableForEachLoop {
  return 'variableMappings' in executable
}
