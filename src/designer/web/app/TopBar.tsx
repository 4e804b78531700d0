import { FilePlus2, Languages, Play, Redo2, Save, Square, SunMoon, Undo2 } from 'lucide-react'
import { languages } from '../../../base/text.js'
import { pageText } from '../../../base/texts/designer-app.js'
import { redo, undo, useDocument, useDocuments } from '../state/documents.js'
import { cancelRun, useRun } from '../state/runs.js'
import { Button, IconButton, Menu } from '../ui/index.js'
import styles from './app.module.css'
import { useHello } from './hello.js'
import { newPackage, runPackage, savePackage } from './packages.js'
import { type Theme, themes, usePreferences } from './preferences.js'

const languageNames = { en: 'English', fr: 'Français' } as const

export function TopBar() {
  const folder = useHello(hello => hello.folder)
  const current = useDocuments(documents => documents.current)
  return (
    <header className={styles.top}>
      <div className={styles.brand}>wmilink</div>
      <div className={styles.folder} title={folder}>
        {folder}
      </div>
      <div role="toolbar" aria-label={pageText('commands')} className={styles.tools}>
        <IconButton label={pageText('newPackage')} icon={<FilePlus2 size={16} />} onClick={() => void newPackage()} />
        {current !== null && <DocumentTools document={current} />}
      </div>
      <div className={styles.tools}>
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  )
}

function DocumentTools({ document }: { readonly document: string }) {
  const state = useDocument(document)?.state
  const running = useRun(document)?.running ?? false
  if (!state) return null
  const quietly = (work: Promise<unknown>) => void work.catch(() => {})
  return (
    <>
      <IconButton label={pageText('save')} icon={<Save size={16} />} onClick={() => quietly(savePackage(document))} />
      <IconButton
        label={pageText('undo')}
        title={state.undo === null ? pageText('undo') : pageText('undoStep', { step: state.undo })}
        icon={<Undo2 size={16} />}
        disabled={state.undo === null}
        onClick={() => quietly(undo(document))}
      />
      <IconButton
        label={pageText('redo')}
        title={state.redo === null ? pageText('redo') : pageText('redoStep', { step: state.redo })}
        icon={<Redo2 size={16} />}
        disabled={state.redo === null}
        onClick={() => quietly(redo(document))}
      />
      {running ? (
        <Button variant="danger" icon={<Square size={14} />} onClick={() => cancelRun(document)}>
          {pageText('stop')}
        </Button>
      ) : (
        <Button variant="primary" icon={<Play size={14} />} onClick={() => quietly(runPackage(document))}>
          {pageText('run')}
        </Button>
      )}
    </>
  )
}

function LanguageMenu() {
  const language = usePreferences(preferences => preferences.language)
  return (
    <Menu
      label={pageText('language')}
      trigger={<Languages size={16} aria-hidden="true" />}
      items={languages.map(each => ({
        label: languageNames[each],
        checked: each === language,
        onSelect: () => usePreferences.setState({ language: each }),
      }))}
    />
  )
}

const themeTexts: Readonly<Record<Theme, 'themeSystem' | 'themeLight' | 'themeDark'>> = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
}

function ThemeMenu() {
  const theme = usePreferences(preferences => preferences.theme)
  return (
    <Menu
      label={pageText('theme')}
      trigger={<SunMoon size={16} aria-hidden="true" />}
      items={themes.map(each => ({
        label: pageText(themeTexts[each]),
        checked: each === theme,
        onSelect: () => usePreferences.setState({ theme: each }),
      }))}
    />
  )
}
