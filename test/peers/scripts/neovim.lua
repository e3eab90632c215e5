-- Drives Neovim through what a person asks of the language server, and writes what came back as JSON to $RESULT.
local result = {}

local function wait(what, ready)
  if not vim.wait(40000, ready, 50) then
    error('waited in vain for ' .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
end

-- Opens a file and waits for the server and its findings; gives their rules, sorted.
local function open(path)
  vim.cmd.edit(path)
  wait('the server at ' .. path, function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'trainyard' })[1]
    return client ~= nil and client.initialized == true
  end)
  wait('findings in ' .. path, function()
    return #vim.diagnostic.get(0) > 0
  end)
  local rules = vim.tbl_map(function(found)
    return found.code
  end, vim.diagnostic.get(0))
  table.sort(rules)
  return rules
end

-- Puts the cursor behind `before` in the first line that holds it.
local function cursor(before)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local _, last = line:find(before, 1, true)
    if last then
      vim.api.nvim_win_set_cursor(0, { number, last })
      return
    end
  end
  error('«' .. before .. '» is not in the text')
end

-- Asks one thing at the cursor.
local function ask(method)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'trainyard' })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  -- With the buffer's own number edits are sent before the question; with 0 they are not.
  local answer = client:request_sync(method, params, 20000, vim.api.nvim_get_current_buf())
  return answer and answer.result or nil
end

-- Does something and gives the text once it is another one.
local function changed(what, act)
  local before = text()
  act()
  wait(what, function()
    return text() ~= before
  end)
  return text()
end

local function drive()
  result.rules = open('pipeline.yaml')

  cursor('deps: [train.py]')
  vim.api.nvim_buf_set_lines(0, vim.fn.line('.'), vim.fn.line('.'), true, { '    tim' })
  cursor('    tim')
  local items = ask('textDocument/completion')
  local item = vim.tbl_filter(function(one)
    return one.label == 'timeout'
  end, items.items or items)[1]
  result.documentation = item.documentation.value
  vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), 'utf-16')
  result.completed = vim.api.nvim_get_current_line()
  vim.api.nvim_del_current_line()

  -- The value comes from the folder, which is read a moment after the file was opened.
  wait('the value of a param', function()
    cursor('🚲 ${{ params.r')
    local hover = ask('textDocument/hover')
    result.hover = hover and hover.contents.value or ''
    return result.hover:find('0.1', 1, true) ~= nil
  end)

  cursor('needs: [t')
  result.mended = changed('a code action', function()
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title:find('train', 1, true) ~= nil and action.title:find('ignore', 1, true) == nil
      end,
    })
  end)
  wait('the finding to go', function()
    return #vim.diagnostic.get(0) == 0
  end)

  cursor('needs: [t')
  result.renamed = changed('a rename', function()
    vim.lsp.buf.rename('fit')
  end)

  cursor('needs: [f')
  local definition = ask('textDocument/definition')
  local place = definition[1] or definition
  result.definition = (place.targetSelectionRange or place.range).start.line

  vim.lsp.inlay_hint.enable(true)
  wait('hints', function()
    return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
  end)
  result.hint = vim.lsp.inlay_hint.get({ bufnr = 0 })[1].inlay_hint.label

  local lenses = ask('textDocument/codeLens') or {}
  result.lensCommands = vim.tbl_map(function(lens)
    return lens.command.command
  end, lenses)
  vim.cmd.write()

  result.foreign = open('dvc.yaml')
  result.project = open('MLproject')
  result.triton = open('config.pbtxt')
  result.builds = open('.gitlab-ci.yml')
  result.card = open('MODEL_CARD.md')
end

local ok, trouble = pcall(drive)
if not ok then
  result.trouble = trouble
end
vim.fn.writefile({ vim.json.encode(result) }, vim.env.RESULT)
vim.cmd('qa!')
