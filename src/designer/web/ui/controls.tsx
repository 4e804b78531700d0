import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import styles from './ui.module.css'

function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(name => name).join(' ')
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'primary' | 'default' | 'danger' | 'ghost' | undefined
  readonly icon?: ReactNode
  /** It is at work: it cannot be pressed meanwhile. */
  readonly busy?: boolean | undefined
}

export function Button({
  variant = 'default',
  icon,
  busy = false,
  children,
  className,
  disabled,
  autoFocus,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      data-autofocus={autoFocus || undefined}
      aria-busy={busy || undefined}
      className={classes(styles.button, variant !== 'default' && styles[variant], className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** What it does: its name for everybody, and its tooltip. */
  readonly label: string
}

export function IconButton({ label, icon, className, variant = 'ghost', title, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      aria-label={label}
      title={title ?? label}
      icon={icon}
      className={classes(styles.iconButton, className)}
    />
  )
}

/** What a control needs to belong to its label, hint and error. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: boolean
}

export interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  readonly hideLabel?: boolean | undefined
  /** The label stands beside the control. */
  readonly inline?: boolean | undefined
  readonly children: (props: ControlProps) => ReactNode
}

export function Field({ label, hint, error, hideLabel, inline, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = classes(hint !== undefined && hintId, Boolean(error) && errorId)
  return (
    <div className={classes(styles.field, inline && !hideLabel && styles.inline)}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {hint !== undefined && (
        <div id={hintId} className={styles.hint}>
          {hint}
        </div>
      )}
      {error ? (
        <div id={errorId} role="alert" className={styles.error}>
          {error}
        </div>
      ) : null}
    </div>
  )
}

type Labelled = Omit<FieldProps, 'children'>

export interface TextFieldProps extends Labelled {
  readonly value: string
  onChange(value: string): void
  readonly type?: 'text' | 'password' | 'search' | 'url'
  readonly multiline?: boolean
  readonly disabled?: boolean | undefined
  readonly readOnly?: boolean | undefined
  readonly placeholder?: string | undefined
  readonly autoFocus?: boolean | undefined
  onBlur?(): void
  onEnter?(): void
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    error,
    hideLabel,
    inline,
    value,
    onChange,
    type = 'text',
    multiline,
    onBlur,
    onEnter,
    autoFocus,
    ...rest
  } = props
  return (
    <Field {...{ label, hint, error, hideLabel, inline }}>
      {control =>
        multiline ? (
          <textarea
            {...control}
            {...rest}
            data-autofocus={autoFocus || undefined}
            className={styles.input}
            value={value}
            onChange={event => onChange(event.target.value)}
            onBlur={onBlur}
            spellCheck={false}
          />
        ) : (
          <input
            {...control}
            {...rest}
            data-autofocus={autoFocus || undefined}
            type={type}
            className={styles.input}
            value={value}
            autoComplete={type === 'password' ? 'new-password' : 'off'}
            spellCheck={false}
            onChange={event => onChange(event.target.value)}
            onBlur={onBlur}
            onKeyDown={event => {
              if (event.key === 'Enter' && onEnter) onEnter()
            }}
          />
        )
      }
    </Field>
  )
}

export interface NumberFieldProps extends Labelled {
  readonly value: number
  onChange(value: number): void
  readonly min?: number
  readonly max?: number
  readonly disabled?: boolean | undefined
}

/** A whole number. */
export function NumberField({ value, onChange, min, max, disabled, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {control => (
        <input
          {...control}
          type="number"
          step={1}
          min={min}
          max={max}
          disabled={disabled}
          className={styles.input}
          value={Number.isFinite(value) ? value : ''}
          onChange={event => {
            if (event.target.value !== '' && Number.isInteger(event.target.valueAsNumber))
              onChange(event.target.valueAsNumber)
          }}
        />
      )}
    </Field>
  )
}

export interface CheckboxProps {
  readonly label: string
  readonly checked: boolean
  onChange(checked: boolean): void
  readonly hint?: string
  readonly disabled?: boolean | undefined
  readonly hideLabel?: boolean
}

export function Checkbox({ label, checked, onChange, hint, disabled, hideLabel }: CheckboxProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={event => onChange(event.target.checked)}
        />
        <span className={hideLabel ? styles.hidden : undefined}>{label}</span>
      </label>
      {hint !== undefined && (
        <div id={id} className={styles.hint}>
          {hint}
        </div>
      )}
    </div>
  )
}

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}

export interface SelectProps extends Labelled {
  readonly value: string
  onChange(value: string): void
  readonly options: readonly SelectOption[]
  readonly disabled?: boolean | undefined
}

export function Select({ value, onChange, options, disabled, ...field }: SelectProps) {
  // A value that is none of the options is shown, and kept until another is chosen.
  const known = options.some(option => option.value === value)
  return (
    <Field {...field}>
      {control => (
        <select
          {...control}
          className={styles.input}
          value={value}
          disabled={disabled}
          onChange={event => onChange(event.target.value)}
        >
          {!known && <option value={value}>{value}</option>}
          {options.map(option => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />
}

export type Tone = 'neutral' | 'info' | 'ok' | 'warning' | 'error'

export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  )
}

export interface NoticeProps {
  readonly tone?: 'info' | 'warning' | 'error'
  readonly children: ReactNode
  readonly action?: ReactNode
}

export function Notice({ tone = 'info', children, action }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <div className={styles.noticeText}>{children}</div>
      {action}
    </div>
  )
}

export function EmptyState({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text?: string
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyTitle}>{title}</div>
      {text !== undefined && <div>{text}</div>}
      {action}
    </div>
  )
}

export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}

/** Text for screen readers only. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>
}
