-- Answers requests for as long as there are any, so that pandoc builds its tables once.
--
-- A request is a line of JSON (what to do, and the length of the text), then the text.
-- An answer is a line of JSON (the length of the result, warnings or the error), then
-- the result. Readers run in pandoc's own sandbox and see no file at all; a writer that
-- would read one is refused; citeproc reads the two files that the request names.

local no_files = {}

-- pandoc's command reads with its own list of abbreviations, which it is asked for once.
local options = pandoc.ReaderOptions { abbreviations = {} }
do
  local words = {}
  for word in io.lines(arg[1]) do
    words[word] = true
  end
  options.abbreviations = words
end

local todo = {}

-- Pictures inside a file are written below `folder`, and shown from there.
local function unpacked(document, folder)
  local there = {}
  for _, item in ipairs(pandoc.mediabag.list()) do
    there[item.path] = true
  end
  pandoc.mediabag.write(folder)
  return document:walk {
    Image = function(image)
      if there[image.src] then
        image.src = folder .. "/" .. image.src
        return image
      end
    end,
  }
end

function todo.read(request, text)
  local document = pandoc.read(text, request.from, options, no_files)
  if request.media then
    document = unpacked(document, request.media)
  end
  return pandoc.write(document, "json")
end

-- These read no file and call no address, whatever a document says. Others, of packed
-- formats above all, fetch the pictures that it names.
local writers = { html5 = true, jats_archiving = true, typst = true }

function todo.write(request, text)
  if not writers[request.to] then
    error("No writer of ours: " .. request.to)
  end
  local document = pandoc.read(text, "json", nil, no_files)
  document.meta = {}
  if request.shift ~= 0 then
    document = document:walk {
      Header = function(header)
        header.level = header.level + request.shift
        return header
      end,
    }
  end
  local written = pandoc.write(document, request.to, pandoc.WriterOptions(request.options))
  -- As pandoc's command ends a text.
  return written:sub(-1) == "\n" and written or written .. "\n"
end

function todo.works(request, text)
  return pandoc.write(pandoc.read(text, request.from, options, no_files), "csljson")
end

function todo.cite(request, text)
  local document = pandoc.read(text, "json", nil, no_files)
  -- In the place of all that an author wrote there: it could name files and addresses.
  document.meta = {
    bibliography = request.bibliography,
    csl = request.csl,
    lang = request.lang,
    ["link-citations"] = true,
  }
  return pandoc.write(pandoc.utils.citeproc(document), "json")
end

local function answer(request, text)
  local messages, result = pandoc.log.silence(todo[request.todo], request, text)
  local told = {}
  -- The last comes first.
  for number = #messages, 1, -1 do
    told[#told + 1] = pandoc.json.encode(messages[number])
  end
  return result, "[" .. table.concat(told, ",") .. "]"
end

for line in io.lines() do
  local request = pandoc.json.decode(line, false)
  -- To read nothing would be to wait for the next request.
  local text = request.length > 0 and io.read(request.length) or ""
  local done, result, warnings = pcall(answer, request, text)
  if done then
    io.write(string.format('{"length": %d, "warnings": %s}\n', #result, warnings), result)
  else
    io.write(pandoc.json.encode { error = tostring(result) }, "\n")
  end
  io.stdout:flush()
  -- Nothing of a document is there for the next.
  pandoc.mediabag.empty()
  collectgarbage()
end
